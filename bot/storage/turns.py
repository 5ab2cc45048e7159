"""What a turn leaves behind, recorded in one transaction: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from bot.conversation.inbound import inbound_to_wire
from bot.storage import drafts, erasing, outbox, persons, reminders
from bot.storage.errors import LeaseLost
from bot.storage.models import Feedback, Inbox, InboxState, UnansweredQuestion

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.inbound import Inbound
    from bot.conversation.outcomes import Outcome
    from bot.conversation.person_state import PersonState
    from bot.conversation.reminding import Remind, StopReminding
    from bot.conversation.replies import Reply
    from bot.storage.inbox import ClaimedTurn
    from nlu.locales import Locale


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an article helped."""

    article: str
    is_helpful: bool


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """What a turn leaves behind.

    Attributes:
        unanswered: A question to keep for the editors; None for none.
        wish: About reminders; None where the turn is not about them.
        kept: What stays of the message in the inbox: of an answer in a form nothing. None: all of it.
        forget: Erase the person instead of remembering the rest.
        outcome: What was decided, for scripts and measurements; it is not recorded. None where nothing was.
    """

    reply: Reply
    person: PersonState
    locale: Locale
    unanswered: str | None = None
    verdict: Verdict | None = None
    wish: Remind | StopReminding | None = None
    kept: Inbound | None = None
    forget: bool = False
    outcome: Outcome | None = None


def record(turn: ClaimedTurn, left: TurnRecord, *, now: datetime) -> None:
    """Record the turn and mark its message done.

    Raises:
        LeaseLost: Another gateway took over, or the person was erased meanwhile; nothing was recorded.
    """
    with transaction.atomic():
        rows = Inbox.objects.select_for_update(of=("self",)).filter(pk=turn.row, claim=turn.claim)
        row = rows.filter(state=InboxState.CLAIMED).select_related("person").first()
        if row is None:
            raise LeaseLost(turn.row)
        if left.verdict is not None:
            Feedback.objects.create(
                article=left.verdict.article,
                locale=left.locale.value,
                is_helpful=left.verdict.is_helpful,
                given_on=now.date(),
            )
        if left.forget:
            address = row.person.address
            erasing.erase_person(row, now=now)
            outbox.add_farewell(left.reply, channel=turn.channel, address=address, now=now)
            return
        persons.remember(row.person, left.person, now=now)
        is_erased = drafts.keep(row.person, left.person.draft, now=now)
        outbox.add(left.reply, person=row.person, inbox=row, now=now)
        if left.wish is not None:
            reminders.keep(row.person, left.wish)
        if left.unanswered:
            UnansweredQuestion.objects.create(
                person=row.person, text=left.unanswered, locale=left.locale.value, asked_at=now
            )
        if left.kept is not None:
            row.payload = inbound_to_wire(left.kept)
        row.state = InboxState.DONE
        row.claim = ""
        row.lease_until = None
        row.save()
    if is_erased:
        erasing.checkpoint()
