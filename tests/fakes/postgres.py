"""A real PostgreSQL server for tests, in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.servers.ports import free_port


def _program(name: str) -> str:
    found = shutil.which(name)
    if found:
        return found
    return str(max(Path("/usr/lib/postgresql").glob(f"*/bin/{name}")))


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start a server; gives its address for PRUVODCE_DATABASE_URL. As root it runs as `postgres`, which insists."""
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    base = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    os.chown(base, identity.get("user", -1), identity.get("group", -1))
    environment = {**os.environ, "HOME": str(base), "LC_ALL": "C.UTF-8"}
    port = free_port()

    def run(*command: str) -> None:
        subprocess.run(command, check=True, env=environment, cwd=base, stdout=subprocess.DEVNULL, **identity)

    folder = f"{base}/data"
    run(_program("initdb"), "-D", folder, "-U", "test", "--auth=trust", "-E", "UTF8", "--no-sync", "--no-instructions")
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {base} -c fsync=off -c full_page_writes=off"
    try:
        run(_program("pg_ctl"), "-D", folder, "-w", "-l", f"{base}/log", "-o", options, "start")
        yield f"postgresql://test@127.0.0.1:{port}/postgres"
        run(_program("pg_ctl"), "-D", folder, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(base, ignore_errors=True)
