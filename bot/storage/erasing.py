"""Forgetting: a person at once, everyone after a time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F

from bot.storage import persons
from bot.storage.models import (
    ErasedUpdate,
    Inbox,
    InboxState,
    Outbox,
    OutboxState,
    PendingErasure,
    Person,
    UnansweredQuestion,
)

_ERASED_UPDATES_KEPT = timedelta(days=2)
_FAREWELL_KEPT = timedelta(minutes=2)
_FAREWELL_TRIED = timedelta(hours=1)
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
            for update_id in gone.filter(received_at__gt=now - _ERASED_UPDATES_KEPT).values_list("update_id", flat=True)
        ),
        ignore_conflicts=True,
    )
    _note_for_engine(person.pseudonym, now)
    if later:
        # Out of the way of the new person, who has the same address.
        Person.objects.filter(pk=person.pk).update(address=f"erased:{person.pseudonym}")
        heir = persons.find_or_create(channel, address, now=now)
        Inbox.objects.filter(pk__in=later).update(person=heir)
    person.delete()


def checkpoint() -> None:
    """Empty SQLite's write-ahead log, where erased words would live on; PostgreSQL takes care of its own."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


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


def purge(*, now: datetime, retention_days: int) -> int:
    """Apply the retention rules: silent people with all their words, old messages of others, spent notes.

    Returns:
        How many people were erased.
    """
    limit = now - timedelta(days=retention_days)
    with transaction.atomic():
        silent = Person.objects.filter(last_seen_at__lt=limit)
        silent = silent.exclude(inbox__state__in=[InboxState.WAITING, InboxState.CLAIMED])
        silent = silent.exclude(outbox__state__in=[OutboxState.WAITING, OutboxState.CLAIMED])
        gone = list(silent)
        for person in gone:
            _note_for_engine(person.pseudonym, now)
            person.delete()
        Outbox.objects.filter(created_at__lt=limit).delete()
        Inbox.objects.filter(received_at__lt=limit, state=InboxState.DONE).delete()
        UnansweredQuestion.objects.filter(asked_at__lt=limit).delete()
        ErasedUpdate.objects.filter(erased_at__lt=now - _ERASED_UPDATES_KEPT).delete()
    purge_farewells(now=now)
    checkpoint()
    return len(gone)


def purge_farewells(*, now: datetime) -> int:
    """Erase last replies that were read, or that nobody took."""
    farewells = Outbox.objects.filter(person=None).exclude(address="")
    read = farewells.filter(state__in=[OutboxState.SENT, OutboxState.FAILED], created_at__lt=now - _FAREWELL_KEPT)
    count = read.delete()[0] + farewells.filter(created_at__lt=now - _FAREWELL_TRIED).delete()[0]
    if count:
        checkpoint()
    return count


def _note_for_engine(pseudonym: str, now: datetime) -> None:
    PendingErasure.objects.get_or_create(pseudonym=pseudonym, defaults={"next_attempt_at": now})
