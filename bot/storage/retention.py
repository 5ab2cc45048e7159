"""What is erased by itself after a time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from django.db import transaction

from bot.storage.drafts import erase_due
from bot.storage.erasing import ERASED_UPDATES_KEPT, checkpoint, note_for_engine
from bot.storage.models import (
    ErasedUpdate,
    Inbox,
    InboxState,
    Outbox,
    OutboxState,
    Person,
    Reminder,
    ReminderState,
    UnansweredQuestion,
)

_FAREWELL_KEPT = timedelta(minutes=2)
_FAREWELL_TRIED = timedelta(hours=1)


def purge(*, days: int, now: datetime | None = None) -> int:
    """Apply the retention rules: silent people with all their words, old messages of others, spent notes.

    Who waits for a reminder, or had one lately, stays: without their words, but with what is needed to remind them.

    Returns:
        How many people were erased.
    """
    now = now or datetime.now(timezone.utc)
    limit = now - timedelta(days=days)
    with transaction.atomic():
        silent = Person.objects.filter(last_seen_at__lt=limit)
        silent = silent.exclude(inbox__state__in=[InboxState.WAITING, InboxState.CLAIMED])
        silent = silent.exclude(outbox__state__in=[OutboxState.WAITING, OutboxState.CLAIMED])
        Reminder.objects.filter(state=ReminderState.SENT, sent_at__lt=limit).delete()
        silent = silent.exclude(reminders__isnull=False)
        gone = list(silent)
        for person in gone:
            note_for_engine(person.pseudonym, now)
            person.delete()
        Outbox.objects.filter(created_at__lt=limit).delete()
        Inbox.objects.filter(received_at__lt=limit, state=InboxState.DONE).delete()
        UnansweredQuestion.objects.filter(asked_at__lt=limit).delete()
        ErasedUpdate.objects.filter(erased_at__lt=now - ERASED_UPDATES_KEPT).delete()
    purge_farewells(now=now)
    purge_letters(now=now)
    checkpoint()
    return len(gone)


def purge_letters(*, now: datetime) -> int:
    """Erase drafts that nobody goes on with and letters that nobody fetched."""
    count = erase_due(now=now)
    if count:
        checkpoint()
    return count


def purge_farewells(*, now: datetime) -> int:
    """Erase last replies that were read, or that nobody took."""
    farewells = Outbox.objects.filter(person=None).exclude(address="")
    read = farewells.filter(state__in=[OutboxState.SENT, OutboxState.FAILED], created_at__lt=now - _FAREWELL_KEPT)
    count = read.delete()[0] + farewells.filter(created_at__lt=now - _FAREWELL_TRIED).delete()[0]
    checkpoint()
    return count
