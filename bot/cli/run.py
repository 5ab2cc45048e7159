"""`up`, `build`, `gateway`, `worker`, `desk`, `purge`: what keeps running, and what it needs first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from bot.cli.progress import progress

console = Console(highlight=False, soft_wrap=True)


def build() -> None:
    """Build the snapshot and train the Rasa model where they are out of date, and only then."""
    from bot.processes.model import is_trained, model_path, train
    from bot.settings import settings
    from knowledge.building import build_snapshot
    from knowledge.executing import processes
    from knowledge.snapshots import activate, active_id, is_up_to_date
    from knowledge.whereabouts import cache_folder, snapshots_folder

    var = settings().var
    folder = snapshots_folder(var)
    with _step("knowledge snapshot") as done:
        if is_up_to_date(folder):
            done(f"{active_id(folder)}, up to date")
        else:
            with processes() as executor, progress() as on_progress:
                snapshot = build_snapshot(folder, cache=cache_folder(), executor=executor, on_progress=on_progress)
            activate(snapshot, folder)
            done(f"{snapshot}, built")
    with _step("Rasa model") as done:
        fresh = is_trained()
        train()
        done(f"{model_path().name}, {'up to date' if fresh else 'trained'}")


def up() -> None:
    """Start the whole assistant with embedded defaults and print its address; Ctrl-C stops all of it."""
    import django

    from bot.processes.first_login import first_login
    from bot.processes.model import model_path
    from bot.processes.up import check_ports, keep_up, process_specs
    from bot.settings import settings

    now = settings()
    check_ports(now)
    build()
    django.setup()
    with _step("database") as done:
        migrate()
        done("ready")
    login = first_login(now.var)
    logs = now.var / "log"
    specs = process_specs(now, model_path())
    console.print(f"Starting {len(specs)} processes; what they say is in {_shown(logs)} …")
    keep_up(
        specs,
        logs=logs,
        on_healthy=lambda name, seconds: console.print(f"  ✓ {name} is healthy ({seconds:.1f} s)"),
        on_ready=lambda: _greet(now.port, login, telegram=bool(now.telegram_token)),
    )
    console.print("Stopped.")


def migrate() -> None:
    """Bring the database to the present tables; Django must be set up."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def gateway() -> None:
    """Take turns: claim what came in, understand it, write the reply."""
    from bot.processes.gateway import main

    main()


def worker() -> None:
    """Deliver replies, finish erasures, apply the retention rules."""
    from bot.processes.worker import main

    main()


def desk() -> None:
    """Serve the web chat, the staff pages and webhooks."""
    import uvicorn

    from bot.settings import settings

    uvicorn.run(
        "desk.asgi:application",
        host="0.0.0.0" if settings().hosts else "127.0.0.1",  # noqa: S104 - only where a public name is set
        port=settings().port,
        log_level="warning",
        # An access log would hold addresses of people.
        access_log=False,
        lifespan="off",
        # Rasa pins websockets 10, which this uvicorn cannot load; nothing here needs it.
        ws="none",
        timeout_graceful_shutdown=3,
    )


def purge() -> None:
    """Apply the retention rules now."""
    import django

    from bot.settings import settings

    django.setup()
    from bot.storage.retention import purge as apply_retention

    erased = apply_retention(days=settings().retention_days)
    console.print(f"Erased {erased} people with all their words.")


@contextmanager
def _step(name: str) -> Iterator[Callable[[str], None]]:
    started = time.monotonic()
    said: list[str] = []
    console.print(f"  … {name}")
    yield said.append
    console.print(f"  ✓ {name}: {' '.join(said)} ({time.monotonic() - started:.1f} s)")


def _shown(path: object) -> str:
    from pathlib import Path

    folder = Path(str(path))
    return str(folder.relative_to(Path.cwd())) if folder.is_relative_to(Path.cwd()) else str(folder)


def _greet(port: int, login: object, *, telegram: bool) -> None:
    from bot.processes.first_login import FirstLogin

    console.print(f"\nPrůvodce is ready.\n  Web chat: http://127.0.0.1:{port}/")
    if isinstance(login, FirstLogin):
        console.print(f"  Staff:    http://127.0.0.1:{port}/staff/   first login: {login.name} / {login.password}")
    else:
        console.print(f"  Staff:    http://127.0.0.1:{port}/staff/")
    console.print(f"  Telegram: {'answering' if telegram else 'not connected (set TELEGRAM_TOKEN)'}")
    console.print("Ctrl-C stops everything.")
