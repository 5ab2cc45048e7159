"""Ready letters as values: what `knowledge/letters/` means once loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from knowledge.articles import Source
from nlu.locales import Locale

ByLocale = Mapping[Locale, str]
"""The same text in all five languages."""

TODAY = "today"
"""The placeholder of every letter's own date; no field may be called so."""


class FieldKind(str, Enum):
    """What an answer is; the values are those of `kind` in the files."""

    TEXT = "text"
    PROSE = "prose"
    DATE = "date"
    AMOUNT = "amount"
    CHOICE = "choice"


class Place(str, Enum):
    """Where on the page a line stands; the values are those of `at` in the files, in the order of the page."""

    SENDER = "sender"
    ADDRESSEE = "addressee"
    DATE = "date"
    SUBJECT = "subject"
    BODY = "body"
    ITEM = "item"
    CLOSING = "closing"
    SIGNATURE = "signature"
    ENCLOSED = "enclosed"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice.

    Attributes:
        label: The words that go into a line, each in its language; the button shows those of its reader.
    """

    id: str
    label: ByLocale


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form.

    Attributes:
        label: Its name when answers are shown again.
        ask: The question.
        example: An answer that would do; empty for choices and dates.
        options: Of a choice, in order; empty for other kinds.
        is_past: Of a date: it cannot be a day to come.
    """

    id: str
    kind: FieldKind
    label: ByLocale
    ask: ByLocale
    example: str = ""
    options: tuple[Option, ...] = ()
    is_optional: bool = False
    is_past: bool = False

    def option(self, option_id: str) -> Option | None:
        """The option with this id; None where there is none any more."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the letter in Czech, and what it says in the other languages; `{field}` stands for an answer.

    A line with an answer that was left out is left out itself.
    """

    at: Place
    text: ByLocale


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in Czech that a short form fills.

    Attributes:
        purpose: What it is for, in one or two sentences.
        send: Where and how it is handed in.
        articles: Ids of the articles it belongs to.
        directory: Ids of those who help with it free of charge.
        fields: In the order in which they are asked.
        lines: In the order of the page.
        sources: At least one; the first is shown.
    """

    id: str
    title: ByLocale
    purpose: ByLocale
    send: ByLocale
    articles: tuple[str, ...]
    directory: tuple[str, ...]
    verified_on: date
    review_by: date
    sources: tuple[Source, ...]
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]

    def field(self, field_id: str) -> Field | None:
        """The field with this id; None where there is none any more."""
        return next((field for field in self.fields if field.id == field_id), None)
