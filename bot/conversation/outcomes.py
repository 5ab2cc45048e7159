"""What the assistant means to say or do: proposed by the dialogue engine, acted on by the gateway.

Outcomes travel from Rasa's action server to the gateway as JSON (`bot.conversation.outcome_wire`), so they hold ids,
enums and days only, never finished text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from knowledge.articles import Part
from nlu.acts import DialogueAct
from nlu.anchor_kinds import Anchor
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
    REMINDERS = "reminders"
    LETTERS = "letters"
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
class DeadlineWindow:
    """The days between which something must be done, counted from this day of the person's."""

    article: str
    anchor: Anchor
    day: date


@dataclass(frozen=True, slots=True)
class AnchoredDay:
    """One thing that a date can mean: this day of this anchor."""

    anchor: Anchor
    day: date


@dataclass(frozen=True, slots=True)
class DateQuestion:
    """A date is needed to count from.

    Attributes:
        anchor: Which one; None where the article counts from several and the person must say which they know.
        readings: What the date that was told can mean; empty where none was told.
        is_misread: Something like a date was told that cannot be read.
    """

    article: str
    anchor: Anchor | None = None
    readings: tuple[AnchoredDay, ...] = ()
    is_misread: bool = False


@dataclass(frozen=True, slots=True)
class Clarification:
    """Did you mean one of these? At most three, best first.

    Attributes:
        counted: Where a date was told, what would be counted from it by articles that differ; these come first.
    """

    articles: tuple[str, ...]
    counted: tuple[DeadlineWindow, ...] = ()


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
    | DeadlineWindow
    | DateQuestion
    | Clarification
    | Unknown
    | Escalation
    | Urgent
    | SmallTalk
    | StatusNoted
    | LanguageChosen
    | CommandOutcome
)

AboutArticle = Answer | ArticlePart | PhraseCard | WhoHelps | DeadlineWindow | DateQuestion
"""Outcomes that make their article the one being talked about."""
