"""Who works on a row: names of claimants, and what became of those that died."""

from __future__ import annotations

import os
import secrets
import socket
from typing import TypeVar

from django.db import connection
from django.db.models import Model, Q, QuerySet

_START = secrets.token_hex(4)
_Row = TypeVar("_Row", bound=Model)


def claimant() -> str:
    """A name for this process: machine, process id, and a random part since ids are used again."""
    return f"{socket.gethostname()[:80]}:{os.getpid()}:{_START}"


def new_claim() -> str:
    """A name for one claim of this process, never the same twice."""
    return f"{claimant()}:{secrets.token_hex(4)}"


def is_dead(claim: str) -> bool:
    """Whether the claimant surely lives no more: it was a process of this machine and is gone."""
    host, pid, start, *_ = claim.rsplit(":", 3)
    if host != socket.gethostname()[:80] or not pid.isdigit():
        return False
    if int(pid) == os.getpid():
        return start != _START
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def dead_claims(claims: QuerySet[_Row]) -> Q:
    """A condition for rows whose claimant is dead."""
    held = set(claims.exclude(claim="").values_list("claim", flat=True))
    return Q(claim__in=[claim for claim in held if is_dead(claim)])


def skipping_locked(rows: QuerySet[_Row]) -> QuerySet[_Row]:
    """Lock what is read, passing over what others have locked; SQLite has one writer at a time and needs no locks."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows
