"""The inbox: stored before acknowledged, one person's messages in order, nobody's twice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from bot.conversation.inbound import Inbound, inbound_from_wire, inbound_to_wire
from bot.storage import persons
from bot.storage.claims import dead_claims, new_claim, skipping_locked
from bot.storage.drafts import is_filling_in
from bot.storage.models import ErasedUpdate, Inbox, InboxState, Person, PollingOffset
from bot.storage.notices import notify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.person_state import PersonState
    from nlu.locales import Locale

CHANNEL = "pruvodce_inbox"
"""Name under which gateways are told that something came in; see `bot.storage.notices`."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update as a channel read it.

    Attributes:
        update_id: The channel's own name for it; the same one is stored once.
        address: What the channel needs to answer.
        guessed_locale: The language the person's app is set to.
        unmasked: What was typed before numbers of documents were taken out. It is stored in place of the masked text
            only while the person fills in a letter, which may need a number; empty where nothing was taken out.
    """

    update_id: str
    address: str
    inbound: Inbound
    guessed_locale: Locale | None = None
    unmasked: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ClaimedTurn:
    """A message that is ours to answer until the lease ends.

    Attributes:
        row: Its number in the inbox.
        claim: Proves that it is still ours.
        attempts: How often it was claimed, this time included.
    """

    row: int
    claim: str
    channel: str
    address: str
    person: PersonState
    inbound: Inbound
    received_at: datetime
    attempts: int = 1


def store(channel: str, arrivals: Sequence[Arrival], *, now: datetime, next_update_id: int | None = None) -> int:
    """Store all or none; those that are known already, or were erased, are passed over.

    Args:
        channel: `telegram`, `web`, `terminal`.
        arrivals: In the order in which they are to be answered.
        now: When they came.
        next_update_id: What to ask the channel for next; kept together with what was stored.

    Returns:
        How many were new.
    """
    with transaction.atomic():
        ids = [arrival.update_id for arrival in arrivals]
        seen = set(Inbox.objects.filter(channel=channel, update_id__in=ids).values_list("update_id", flat=True))
        seen |= set(ErasedUpdate.objects.filter(channel=channel, update_id__in=ids).values_list("update_id", flat=True))
        stored = 0
        for arrival in arrivals:
            if arrival.update_id in seen:
                continue
            seen.add(arrival.update_id)
            person = persons.find_or_create(channel, arrival.address, now=now, guessed_locale=arrival.guessed_locale)
            _, is_new = Inbox.objects.get_or_create(
                channel=channel,
                update_id=arrival.update_id,
                defaults={"person": person, "payload": inbound_to_wire(_typed(arrival, person)), "received_at": now},
            )
            stored += is_new
        if next_update_id is not None:
            PollingOffset.objects.update_or_create(channel=channel, defaults={"next_update_id": next_update_id})
        if stored:
            notify(CHANNEL)
    return stored


def next_update_id(channel: str) -> int | None:
    """What to ask the channel for next; None before the first time."""
    return PollingOffset.objects.filter(channel=channel).values_list("next_update_id", flat=True).first()


def claim_next(*, now: datetime, lease_s: float) -> ClaimedTurn | None:
    """Take the oldest message that may be answered now; None where there is none.

    A person's message may be answered when all their earlier ones are done. A claimed one becomes free again when its
    lease has ended.
    """
    if not _claimable(now).exists():
        # A look without a write lock, since this is asked many times a second.
        return None
    with transaction.atomic():
        row = skipping_locked(_claimable(now).select_related("person")).first()
        if row is None:
            return None
        claim = new_claim()
        Inbox.objects.filter(pk=row.pk).update(
            state=InboxState.CLAIMED,
            claim=claim,
            lease_until=now + timedelta(seconds=lease_s),
            attempts=F("attempts") + 1,
        )
    return ClaimedTurn(
        row=row.pk,
        claim=claim,
        channel=row.channel,
        address=row.person.address,
        person=persons.state_of(row.person),
        inbound=inbound_from_wire(row.payload),
        received_at=row.received_at,
        attempts=row.attempts + 1,
    )


def release_claims_of_the_dead() -> int:
    """Free what processes of this machine held when they died; others' leases end by themselves."""
    claimed = Inbox.objects.filter(state=InboxState.CLAIMED)
    return claimed.filter(dead_claims(claimed)).update(state=InboxState.WAITING, claim="", lease_until=None)


def last_question(row: int) -> Inbound | None:
    """The last text, not a command, that the same person wrote before this message; None where there is none."""
    person = Inbox.objects.filter(pk=row).values("person")
    texts = Inbox.objects.filter(person__in=person, pk__lt=row, payload__kind="text").exclude(payload__text="")
    last = texts.exclude(payload__text__startswith="/").order_by("-pk").first()
    return None if last is None else inbound_from_wire(last.payload)


def is_answering(channel: str, address: str) -> bool:
    """Whether something of this person waits for its answer."""
    mine = Inbox.objects.filter(person__channel=channel, person__address=address)
    return mine.exclude(state=InboxState.DONE).exists()


def _typed(arrival: Arrival, person: Person) -> Inbound:
    if arrival.unmasked and is_filling_in(person):
        return replace(arrival.inbound, text=arrival.unmasked, is_masked=False)
    return arrival.inbound


def _claimable(now: datetime) -> QuerySet[Inbox]:
    earlier = Inbox.objects.filter(person=OuterRef("person"), pk__lt=OuterRef("pk")).filter(~Q(state=InboxState.DONE))
    is_free = Q(state=InboxState.WAITING) | Q(state=InboxState.CLAIMED, lease_until__lt=now)
    return Inbox.objects.filter(~Q(state=InboxState.DONE)).filter(is_free).filter(~Exists(earlier)).order_by("pk")
