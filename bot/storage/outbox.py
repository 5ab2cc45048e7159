"""The outbox: replies wait here until their channel has accepted them, in order for each person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from bot.conversation.wire import message_from_wire, message_to_wire
from bot.storage.claims import dead_claims, new_claim, skipping_locked
from bot.storage.drafts import PULLED_CHANNELS, erase_arrived
from bot.storage.erasing import checkpoint
from bot.storage.errors import LeaseLost
from bot.storage.models import Inbox, Outbox, OutboxState, Person
from bot.storage.notices import notify

if TYPE_CHECKING:
    from bot.conversation.replies import Message, Reply

CHANNEL = "pruvodce_outbox"
"""Name under which workers are told that something is to be sent; see `bot.storage.notices`."""
_OPEN = (OutboxState.WAITING, OutboxState.CLAIMED)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that is ours to send until the lease ends.

    Attributes:
        row: Its number in the outbox.
        claim: Proves that it is still ours.
        attempts: How often sending was tried before.
        created_at: When the reply was made.
    """

    row: int
    claim: str
    channel: str
    address: str
    message: Message
    attempts: int
    created_at: datetime


def add(reply: Reply, *, person: Person, inbox: Inbox | None, now: datetime) -> None:
    """Put a reply out; part of the transaction that records its turn."""
    is_pulled = person.channel in PULLED_CHANNELS
    Outbox.objects.bulk_create(
        Outbox(
            person=person,
            inbox=inbox,
            channel=person.channel,
            sequence=sequence,
            message=message_to_wire(message),
            is_private=message.is_private,
            state=OutboxState.SENT if is_pulled else OutboxState.WAITING,
            next_attempt_at=now,
            created_at=now,
        )
        for sequence, message in enumerate(reply)
    )
    notify(CHANNEL)


def add_farewell(reply: Reply, *, channel: str, address: str, now: datetime) -> None:
    """Put out a last reply to someone who is forgotten; the address goes with it when it is delivered."""
    Outbox.objects.bulk_create(
        Outbox(
            person=None,
            channel=channel,
            address=address,
            sequence=sequence,
            message=message_to_wire(message),
            state=OutboxState.SENT if channel in PULLED_CHANNELS else OutboxState.WAITING,
            next_attempt_at=now,
            created_at=now,
        )
        for sequence, message in enumerate(reply)
    )
    notify(CHANNEL)


def claim_next(*, now: datetime, lease_s: float) -> Delivery | None:
    """Take the oldest message that may be sent now; None where there is none.

    A person's message may be sent when all earlier ones to them are sent or given up.
    """
    if not _claimable(now).exists():
        return None
    with transaction.atomic():
        row = skipping_locked(_claimable(now).select_related("person")).first()
        if row is None:
            return None
        claim = new_claim()
        until = now + timedelta(seconds=lease_s)
        Outbox.objects.filter(pk=row.pk).update(state=OutboxState.CLAIMED, claim=claim, lease_until=until)
        address = row.person.address if row.person else row.address
    return Delivery(
        row=row.pk,
        claim=claim,
        channel=row.channel,
        address=address,
        message=message_from_wire(row.message),
        attempts=row.attempts,
        created_at=row.created_at,
    )


def mark_sent(delivery: Delivery, sent_id: str) -> None:
    """Record that the channel accepted it. A farewell is erased at once, and so are the words of what is private.

    Raises:
        LeaseLost: Another worker took over.
    """
    _finish(delivery, state=OutboxState.SENT, sent_id=sent_id)
    _erase_delivered(delivery)


def retry_at(delivery: Delivery, at: datetime) -> None:
    """Try again later; what comes after it to the same person waits.

    Raises:
        LeaseLost: Another worker took over.
    """
    _finish(delivery, state=OutboxState.WAITING, next_attempt_at=at, attempts=F("attempts") + 1)


def give_up(delivery: Delivery) -> None:
    """It will never be accepted; what comes after it may go on.

    Raises:
        LeaseLost: Another worker took over.
    """
    _finish(delivery, state=OutboxState.FAILED)
    _erase_delivered(delivery)


def release_claims_of_the_dead() -> int:
    """Free what processes of this machine held when they died; others' leases end by themselves."""
    claimed = Outbox.objects.filter(state=OutboxState.CLAIMED)
    return claimed.filter(dead_claims(claimed)).update(state=OutboxState.WAITING, claim="", lease_until=None)


def _finish(delivery: Delivery, **changes: object) -> None:
    ours = Outbox.objects.filter(pk=delivery.row, claim=delivery.claim, state=OutboxState.CLAIMED)
    if not ours.update(claim="", lease_until=None, **changes):
        raise LeaseLost(delivery.row)


def _erase_delivered(delivery: Delivery) -> None:
    is_farewell = Outbox.objects.filter(pk=delivery.row, person=None).delete()[0] > 0
    if is_farewell or erase_arrived(delivery.row):
        checkpoint()


def _claimable(now: datetime) -> QuerySet[Outbox]:
    same_reader = Q(person=OuterRef("person")) | Q(
        person=None, channel=OuterRef("channel"), address=OuterRef("address")
    )
    earlier = Outbox.objects.filter(same_reader, pk__lt=OuterRef("pk"), state__in=_OPEN)
    is_free = Q(state=OutboxState.WAITING, next_attempt_at__lte=now) | Q(state=OutboxState.CLAIMED, lease_until__lt=now)
    return Outbox.objects.filter(state__in=_OPEN).filter(is_free).filter(~Exists(earlier)).order_by("pk")
