"""What a message leads to before the engine is asked, and what an outcome changes. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.conversation.buttons import PRIVATE, UNSURE, Press, Pressed
from bot.conversation.outcomes import (
    AboutArticle,
    Answer,
    ArticlePart,
    Clarification,
    DateQuestion,
    Escalation,
    HandoffKind,
    LanguageChosen,
    Outcome,
    PhraseCard,
    StatusNoted,
    Urgent,
    WhoHelps,
)
from knowledge.articles import Part
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.person_state import PersonState


@dataclass(frozen=True, slots=True)
class Payload:
    """Something the engine should hear of, so that its slots stay true.

    Attributes:
        text: The engine's own way to say it.
        instead: What to do where the engine cannot answer.
    """

    text: str
    instead: Outcome


def proposed_by_press(pressed: Pressed, person: PersonState) -> Outcome | Payload | None:
    """What a tap leads to; None for taps that are no outcome (topics, verdicts, "none of these") or make no sense."""
    of = pressed.of
    outcomes: dict[Press, Outcome | Payload] = {
        Press.STEPS: ArticlePart(of, Part.STEPS),
        Press.CARD: PhraseCard(of),
        Press.WHO: WhoHelps(of),
        Press.SHOW: Payload(f'/choose_article{{"article": "{of}"}}', Answer(of)),
        Press.HUMAN: Escalation(HandoffKind.HUMAN),
    }
    if pressed.press is Press.LANGUAGE:
        locale = Locale.from_code(of)
        return None if locale is None else LanguageChosen(locale, person.article)
    if pressed.press is Press.STATUS:
        return _status_payload(of, person)
    return outcomes.get(pressed.press)


def _status_payload(of: str, person: PersonState) -> Payload | None:
    if of in (UNSURE, PRIVATE):
        return Payload(f'/set_status{{"status": "{of}"}}', StatusNoted(None, person.article))
    if of not in {status.value for status in ResidenceStatus}:
        return None
    return Payload(f'/set_status{{"status": "{of}"}}', StatusNoted(ResidenceStatus(of), person.article))


def remembered_after(outcome: Outcome, person: PersonState, *, now: datetime) -> PersonState:
    """What is remembered of the person once this outcome is told."""
    person = replace(person, awaited=outcome.anchor if isinstance(outcome, DateQuestion) else None)
    if isinstance(outcome, StatusNoted):
        return replace(person, status=outcome.status, status_declined=outcome.status is None)
    if isinstance(outcome, LanguageChosen) and outcome.locale is not None:
        return replace(person, chosen_locale=outcome.locale, last_locale=outcome.locale)
    if isinstance(outcome, AboutArticle):
        return replace(person, article=outcome.article)
    if isinstance(outcome, Urgent):
        return replace(person, urgent_kind=outcome.kind, urgent_at=now)
    return person


def is_about_known(outcome: Outcome, known: frozenset[str]) -> bool:
    """Whether the articles it names are there; a snapshot may have been rolled back meanwhile."""
    if isinstance(outcome, AboutArticle):
        return outcome.article in known
    if isinstance(outcome, Clarification):
        return bool(known.intersection((*outcome.articles, *(window.article for window in outcome.counted))))
    return True
