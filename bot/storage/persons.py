"""People in the database, and as values for the conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.person_state import PersonState
from bot.storage.drafts import draft_of
from bot.storage.models import Person
from nlu.anchor_kinds import Anchor
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from nlu.urgency_kinds import UrgencyKind

if TYPE_CHECKING:
    from datetime import datetime


def find_or_create(channel: str, address: str, *, now: datetime, guessed_locale: Locale | None = None) -> Person:
    """The person at this address, new with a random pseudonym where there is none."""
    person, _ = Person.objects.get_or_create(
        channel=channel,
        address=address,
        defaults={
            "created_at": now,
            "last_seen_at": now,
            "guessed_locale": guessed_locale.value if guessed_locale else "",
        },
    )
    return person


def find(channel: str, address: str) -> Person | None:
    """The person at this address; None where nobody is known there."""
    return Person.objects.filter(channel=channel, address=address).first()


def state_of(person: Person) -> PersonState:
    """What is remembered, as a value."""
    return PersonState(
        pseudonym=person.pseudonym,
        chosen_locale=Locale.from_code(person.chosen_locale),
        guessed_locale=Locale.from_code(person.guessed_locale),
        last_locale=Locale.from_code(person.last_locale),
        status=ResidenceStatus(person.status) if person.status else None,
        status_declined=person.status_declined,
        district=person.district or None,
        article=person.article or None,
        awaited=Anchor(person.awaited) if person.awaited in {anchor.value for anchor in Anchor} else None,
        urgent_kind=UrgencyKind(person.urgent_kind) if person.urgent_kind else None,
        urgent_at=person.urgent_at,
        draft=draft_of(person),
    )


def remember(person: Person, state: PersonState, *, now: datetime) -> None:
    """Write the value back; the pseudonym never changes."""
    person.chosen_locale = state.chosen_locale.value if state.chosen_locale else ""
    person.last_locale = state.last_locale.value if state.last_locale else ""
    person.status = state.status.value if state.status else ""
    person.status_declined = state.status_declined
    person.district = state.district or ""
    person.article = state.article or ""
    person.awaited = state.awaited.value if state.awaited else ""
    person.urgent_kind = state.urgent_kind.value if state.urgent_kind else ""
    person.urgent_at = state.urgent_at
    person.last_seen_at = now
    person.save()
