"""Where Django keeps its rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_BUSY_TIMEOUT_S = 20


def sqlite_in(var: Path) -> dict[str, Any]:
    """SQLite for one machine, in its usual place."""
    return sqlite_at(var / "pruvodce.sqlite3")


def sqlite_at(file: Path) -> dict[str, Any]:
    """SQLite in this file.

    WAL lets readers go on while one writes. secure_delete overwrites erased words with zeros, which /forget promises.
    IMMEDIATE takes the write lock at the beginning of a transaction, so that two writers wait instead of failing.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "timeout": _BUSY_TIMEOUT_S,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON",
        },
    }


def database_from_url(url: str) -> dict[str, Any]:
    """PostgreSQL from `postgresql://name:password@host:port/database?option=value`, or SQLite from `sqlite:///file`.

    Raises:
        ValueError: The address is of another kind of database.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite_at(Path(unquote(parts.path)))
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(f"PRUVODCE_DATABASE_URL: {parts.scheme or 'nothing'} is neither postgresql nor sqlite")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
