"""What the assistant means to say or do: proposed by the dialogue engine, acted on by the gateway.

Outcomes travel from Rasa's action server to the gateway as JSON (`outcome_to_wire`, `outcome_from_wire`), so they
hold ids and enums only, never finished text.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

from knowledge.articles import Part
from nlu.acts import DialogueAct
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from nlu.urgency_kinds import UrgencyKind


class HandoffKind(str, Enum):
    """Whom a person wishes for; fixed by the command contract."""

    HUMAN = "human"
    INTERPRETER = "interpreter"
    LAWYER = "lawyer"
    APPOINTMENT = "appointment"


class Command(str, Enum):
    """What can be typed with a slash on every channel."""

    START = "start"
    LANGUAGE = "language"
    HELP = "help"
    HUMAN = "human"
    PRIVACY = "privacy"
    MYDATA = "mydata"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Answer:
    """One article answers. `ask_status`: the short answer differs by status and theirs is not known."""

    article: str
    ask_status: bool = False


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """One more part of the article being talked about: its steps, costs or deadlines."""

    article: str
    part: Part


@dataclass(frozen=True, slots=True)
class PhraseCard:
    """The sentences to show to a clerk, in Czech beside the person's language."""

    article: str


@dataclass(frozen=True, slots=True)
class WhoHelps:
    """Organisations that help with this article, free of charge."""

    article: str


@dataclass(frozen=True, slots=True)
class Clarification:
    """Did you mean one of these? At most three, best first."""

    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """There is no checked answer. The question is kept for the editors."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """The person wishes for a human."""

    kind: HandoffKind


@dataclass(frozen=True, slots=True)
class Urgent:
    """Danger: the fixed card of this kind, before anything else."""

    kind: UrgencyKind


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A word back, no article."""

    act: DialogueAct


@dataclass(frozen=True, slots=True)
class StatusNoted:
    """The person said how they stay here (None: would rather not say). `article`: what to show again, if anything."""

    status: ResidenceStatus | None
    article: str | None


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """The person wants another language; None: offer all five. `article`: what to show again in it, if anything."""

    locale: Locale | None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class CommandOutcome:
    """A command was given, typed with a slash or in words ("forget everything about me")."""

    command: Command


Outcome = (
    Answer
    | ArticlePart
    | PhraseCard
    | WhoHelps
    | Clarification
    | Unknown
    | Escalation
    | Urgent
    | SmallTalk
    | StatusNoted
    | LanguageChosen
    | CommandOutcome
)

_KINDS: dict[str, type[Any]] = {
    "answer": Answer,
    "article_part": ArticlePart,
    "phrase_card": PhraseCard,
    "who_helps": WhoHelps,
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
_ENUMS: dict[tuple[str, str], type[Enum]] = {
    ("article_part", "part"): Part,
    ("escalation", "kind"): HandoffKind,
    ("urgent", "kind"): UrgencyKind,
    ("small_talk", "act"): DialogueAct,
    ("status_noted", "status"): ResidenceStatus,
    ("language_chosen", "locale"): Locale,
    ("command", "command"): Command,
}


def outcome_to_wire(outcome: Outcome) -> dict[str, Any]:
    """The outcome as JSON-able values; `outcome_from_wire` is its inverse."""
    fields = {key: value.value if isinstance(value, Enum) else value for key, value in asdict(outcome).items()}
    return {"outcome": _NAMES[type(outcome)], **fields}


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
        choices = _ENUMS.get((name, key))
        if choices is not None and value is not None:
            fields[key] = choices(value)
        elif isinstance(value, list):
            fields[key] = tuple(value)
    outcome: Outcome = _KINDS[name](**fields)
    return outcome
