"""Forgetting: a person at once, everyone after a time."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F

from bot.storage import persons
from bot.storage.models import (
    ErasedUpdate,
    Inbox,
    InboxState,
    PendingErasure,
    Person,
)

ERASED_UPDATES_KEPT = timedelta(days=2)
_CHECKPOINTS = 5
_CHECKPOINT_PAUSE_S = 0.05
_RETRY_S = (1.0, 5.0, 30.0, 300.0)


def erase_person(row: Inbox, *, now: datetime) -> None:
    """Erase whoever sent this message, with all they wrote up to it and all we answered.

    What they wrote after it stays and belongs to a new person, unknown like anyone else. The dialogue engine's copy is
    noted as still to be erased. Part of the caller's transaction.
    """
    person = row.person
    channel, address = person.channel, person.address
    later = list(
        Inbox.objects.filter(person=person, pk__gt=row.pk).exclude(state=InboxState.DONE).values_list("pk", flat=True)
    )
    gone = Inbox.objects.filter(person=person).exclude(pk__in=later)
    ErasedUpdate.objects.bulk_create(
        (
            ErasedUpdate(channel=channel, update_id=update_id, erased_at=now)
            for update_id in gone.filter(received_at__gt=now - ERASED_UPDATES_KEPT).values_list("update_id", flat=True)
        ),
        ignore_conflicts=True,
    )
    note_for_engine(person.pseudonym, now)
    if later:
        # Out of the way of the new person, who has the same address.
        Person.objects.filter(pk=person.pk).update(address=f"erased:{person.pseudonym}")
        heir = persons.find_or_create(channel, address, now=now)
        Inbox.objects.filter(pk__in=later).update(person=heir)
    person.delete()


def checkpoint() -> bool:
    """Empty SQLite's write-ahead log, where erased words would live on; PostgreSQL takes care of its own.

    Returns:
        Whether it is empty now; a reader can be in the way for longer than we wait. The worker tries again.
    """
    if connection.vendor != "sqlite":
        return True
    for _ in range(_CHECKPOINTS):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (is_busy, _, _) = cursor.fetchone()
        if not is_busy:
            return True
        time.sleep(_CHECKPOINT_PAUSE_S)
    return False


def due_at_engine(*, now: datetime) -> tuple[str, ...]:
    """Pseudonyms whose conversation the dialogue engine should now be told to erase."""
    due = PendingErasure.objects.filter(next_attempt_at__lte=now).order_by("pk")
    return tuple(due.values_list("pseudonym", flat=True)[:100])


def erased_at_engine(pseudonym: str) -> None:
    """The engine has erased it."""
    PendingErasure.objects.filter(pseudonym=pseudonym).delete()


def not_erased_at_engine(pseudonym: str, *, now: datetime) -> None:
    """The engine could not; it is tried again, ever more rarely, until it can."""
    for pending in PendingErasure.objects.filter(pseudonym=pseudonym):
        delay_s = _RETRY_S[min(pending.attempts, len(_RETRY_S) - 1)]
        PendingErasure.objects.filter(pk=pending.pk).update(
            attempts=F("attempts") + 1, next_attempt_at=now + timedelta(seconds=delay_s)
        )


def note_for_engine(pseudonym: str, now: datetime) -> None:
    """Note that the dialogue engine must still erase its copy."""
    PendingErasure.objects.get_or_create(pseudonym=pseudonym, defaults={"next_attempt_at": now})
