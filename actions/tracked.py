"""From Rasa's tracker to what was understood, and from a proposal back to Rasa's events."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from bot.conversation.outcomes import Answer, ArticlePart, Outcome, PhraseCard, StatusNoted, WhoHelps, outcome_to_wire
from bot.conversation.proposing import Understood
from knowledge.questions import Question
from nlu.acts import DialogueAct
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

_NOT_TOLD = {"unsure", "private"}


def understood(tracker: Tracker) -> Understood:
    """What Rasa understood of the latest message, with what the tracker and the sender know of the person."""
    message = tracker.latest_message
    known = message.get("metadata") or {}
    intent = (message.get("intent") or {}).get("name")
    told = _entity(message, "status")
    question = Question(
        text=message.get("text") or "",
        locale=Locale.from_code(message.get("language")) or _locale(tracker, known),
        status=_status(known.get("status") or tracker.get_slot("status")),
        district=_entity(message, "district") or known.get("district") or tracker.get_slot("district"),
        article=known.get("article") or tracker.get_slot("article"),
    )
    is_act = intent in {act.value for act in DialogueAct}
    return Understood(
        act=DialogueAct.DECLINE_STATUS if told in _NOT_TOLD else DialogueAct(intent) if is_act else DialogueAct.ASK,
        question=question,
        told_status=_status(told),
        told_locale=Locale.from_code(_entity(message, "language")),
        status_known_unwilling=bool(tracker.get_slot("status_asked")),
    )


def chosen_article(tracker: Tracker) -> str | None:
    """The article that a button names; None where it names none."""
    return _entity(tracker.latest_message, "article")


def events_of(outcome: Outcome, asked: Understood) -> list[dict[str, Any]]:
    """The slots that change with this outcome."""
    slots: dict[str, str | bool | None] = {"locale": asked.question.locale.value}
    if asked.question.status is not None:
        slots["status"] = asked.question.status.value
    if asked.question.district is not None:
        slots["district"] = asked.question.district
    if isinstance(outcome, Answer | ArticlePart | PhraseCard | WhoHelps):
        slots["article"] = outcome.article
    if isinstance(outcome, Answer) and outcome.ask_status:
        slots["status_asked"] = True
    if isinstance(outcome, StatusNoted):
        slots["status"] = outcome.status.value if outcome.status else None
        slots["status_asked"] = True
    return [SlotSet(name, value) for name, value in slots.items()]


def wire_of(outcome: Outcome, events: list[dict[str, Any]], tracker: Tracker) -> dict[str, Any]:
    """The outcome and the slots after it, as the gateway reads them."""
    slots = {name: tracker.get_slot(name) for name in ("locale", "status", "district", "article")}
    changed = {event["name"]: event["value"] for event in events if event["name"] in slots}
    return {"outcome": outcome_to_wire(outcome), "slots": {**slots, **changed}}


def _locale(tracker: Tracker, known: dict[str, Any]) -> Locale:
    codes = (known.get("locale"), tracker.get_slot("locale"), known.get("prior"))
    return next((locale for code in codes if (locale := Locale.from_code(code)) is not None), Locale.EN)


def _status(name: str | None) -> ResidenceStatus | None:
    return ResidenceStatus(name) if name in {status.value for status in ResidenceStatus} else None


def _entity(message: dict[str, Any], kind: str) -> str | None:
    return next((found["value"] for found in message.get("entities") or [] if found["entity"] == kind), None)
