"""Outcomes as JSON, for the way from Rasa's action server to the gateway."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from bot.conversation.outcomes import (
    AnchoredDay,
    Answer,
    ArticlePart,
    Clarification,
    Command,
    CommandOutcome,
    DateQuestion,
    DeadlineWindow,
    Escalation,
    HandoffKind,
    LanguageChosen,
    Outcome,
    PhraseCard,
    SmallTalk,
    StatusNoted,
    Unknown,
    Urgent,
    WhoHelps,
)
from knowledge.articles import Part
from nlu.acts import DialogueAct
from nlu.anchor_kinds import Anchor
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from nlu.urgency_kinds import UrgencyKind

_KINDS: dict[str, type[Any]] = {
    "answer": Answer,
    "article_part": ArticlePart,
    "phrase_card": PhraseCard,
    "who_helps": WhoHelps,
    "deadline_window": DeadlineWindow,
    "date_question": DateQuestion,
    "clarification": Clarification,
    "unknown": Unknown,
    "escalation": Escalation,
    "urgent": Urgent,
    "small_talk": SmallTalk,
    "status_noted": StatusNoted,
    "language_chosen": LanguageChosen,
    "command": CommandOutcome,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_READ: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("article_part", "part"): Part,
    ("deadline_window", "anchor"): Anchor,
    ("deadline_window", "day"): date.fromisoformat,
    ("date_question", "anchor"): Anchor,
    ("date_question", "readings"): lambda wire: tuple(_reading(reading) for reading in wire),
    ("clarification", "counted"): lambda wire: tuple(_window(window) for window in wire),
    ("escalation", "kind"): HandoffKind,
    ("urgent", "kind"): UrgencyKind,
    ("small_talk", "act"): DialogueAct,
    ("status_noted", "status"): ResidenceStatus,
    ("language_chosen", "locale"): Locale,
    ("command", "command"): Command,
}


def outcome_to_wire(outcome: Outcome) -> dict[str, Any]:
    """The outcome as JSON-able values; `outcome_from_wire` is its inverse."""
    return {"outcome": _NAMES[type(outcome)], **{key: _plain(value) for key, value in asdict(outcome).items()}}


def outcome_from_wire(wire: dict[str, Any]) -> Outcome:
    """Read what `outcome_to_wire` wrote.

    Raises:
        KeyError: The kind of outcome is not known.
        TypeError: Its fields are not those of that kind.
        ValueError: A field holds none of its choices.
    """
    fields = dict(wire)
    name = fields.pop("outcome")
    for key, value in fields.items():
        read = _READ.get((name, key))
        if read is not None and value is not None:
            fields[key] = read(value)
        elif isinstance(value, list):
            fields[key] = tuple(value)
    outcome: Outcome = _KINDS[name](**fields)
    return outcome


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON holds anything
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(member) for key, member in value.items()}
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def _window(wire: dict[str, Any]) -> DeadlineWindow:
    return DeadlineWindow(wire["article"], Anchor(wire["anchor"]), date.fromisoformat(wire["day"]))


def _reading(wire: dict[str, Any]) -> AnchoredDay:
    return AnchoredDay(Anchor(wire["anchor"]), date.fromisoformat(wire["day"]))
