"""The key that Django signs with, made at the first start."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def secret_key_in(var: Path) -> str:
    """Read the key, or make it; processes that start together agree on one."""
    path = var / "secret_key"
    if not path.exists():
        draft = var / f".secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        # Linking fails where another process was faster, and is never seen half written.
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="utf-8")
