"""Drafts of letters: one for each person, and nothing left of them when they end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from bot.conversation.letters.draft import Draft
from bot.conversation.replies import Message
from bot.conversation.wire import message_to_wire
from bot.storage.models import LetterDraft, Outbox, OutboxState, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

PULLED_CHANNELS = frozenset({"web", "terminal"})
"""Channels that read their replies here themselves; nothing is sent to them."""
_DRAFT_KEPT = timedelta(days=1)
_LETTER_KEPT = timedelta(hours=1)


def draft_of(person: Person) -> Draft | None:
    """The letter this person is filling in; None for none."""
    row = LetterDraft.objects.filter(person=person).first()
    if row is None:
        return None
    return Draft(row.letter, row.opened_at, row.answers, row.asked or None, is_paused=row.is_paused)


def is_filling_in(person: Person) -> bool:
    """Whether what this person types now is an answer for a letter."""
    return LetterDraft.objects.filter(person=person, is_paused=False).exists()


def keep(person: Person, draft: Draft | None, *, now: datetime) -> bool:
    """Keep the draft as it is now, or erase it with what was shown of it; part of the turn's transaction.

    Returns:
        Whether something was erased.
    """
    before = LetterDraft.objects.filter(person=person).first()
    is_over = before is not None and (draft is None or draft.opened_at != before.opened_at)
    if before is not None and is_over:
        # What was sent is gone already; what a page reads here shows the answers until now.
        shown = Outbox.objects.filter(person=person, is_private=True, created_at__gte=before.opened_at)
        _erase(shown.filter(channel__in=PULLED_CHANNELS))
        before.delete()
    if draft is not None:
        values = {
            "letter": draft.letter,
            "answers": dict(draft.answers),
            "asked": draft.asked or "",
            "is_paused": draft.is_paused,
            "opened_at": draft.opened_at,
            "touched_at": now,
        }
        LetterDraft.objects.update_or_create(person=person, defaults=values)
    return is_over


def erase_arrived(row: int) -> bool:
    """Erase the words of a message that has arrived, or never will; False where there was nothing to hide."""
    return _erase(Outbox.objects.filter(pk=row, is_private=True)) > 0


def erase_read(channel: str, address: str) -> bool:
    """Erase what was private and has been read where it was asked for; False where there was nothing to hide."""
    return _erase(Outbox.objects.filter(person__channel=channel, person__address=address, is_private=True)) > 0


def take_letter(row: Outbox) -> bool:
    """Hand a letter over once: erase it with the messages that came with it. False where it was gone already."""
    with transaction.atomic():
        together = Q(pk=row.pk)
        if row.inbox_id is not None:
            together |= Q(inbox=row.inbox_id)
        letter = Outbox.objects.select_for_update().filter(pk=row.pk, is_private=True)
        if not letter.exists():
            return False
        _erase(Outbox.objects.filter(together, is_private=True))
        return True


def erase_due(*, now: datetime) -> int:
    """Erase drafts that nobody goes on with, and letters that nobody fetched.

    A letter that still waits to be sent is kept: it is erased as soon as it arrives.
    """
    drafts, _ = LetterDraft.objects.filter(touched_at__lt=now - _DRAFT_KEPT).delete()
    waiting = [OutboxState.WAITING, OutboxState.CLAIMED]
    old = Outbox.objects.filter(is_private=True, created_at__lt=now - _LETTER_KEPT)
    return drafts + _erase(old.exclude(state__in=waiting))


def _erase(rows: QuerySet[Outbox]) -> int:
    """Blank the rows: that something was said stays, what was said does not."""
    return rows.update(message=message_to_wire(Message("")), is_private=False)
