"""Articles and the directory as values: what `knowledge/content/` and `knowledge/directory/` mean once loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from nlu.anchor_kinds import Anchor
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

Figure = int | Decimal | date | str
"""A named value shown in texts. The ending of its name gives its kind, see `knowledge.figures`."""


class Confidence(str, Enum):
    """How sure the weakest fact is on which the short answer rests."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Part(str, Enum):
    """The parts of an article in one language; the values are the headings in the files."""

    SHORT = "short"
    STEPS = "steps"
    BRING = "bring"
    COSTS = "costs"
    DEADLINES = "deadlines"
    DIFFERENCES = "differences"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts come from.

    Attributes:
        date: When the page was published or read, as precisely as known: `2025-10-01`, `2025-10`, `2025`, or None.
    """

    url: str
    title: str
    date: str | None
    secondary: bool = False


class Counting(str, Enum):
    """What a deadline is counted in; the values are those of `days` in the files."""

    CALENDAR = "calendar"
    WORKING = "working"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """When something must be done, counted from a date the person knows.

    Attributes:
        earliest: Days or months from the anchor, negative before it; None where there is no such bound.
        latest: As `earliest`.
        applies_to: Empty for everyone the article is for.
        fixed_date: The anchor's date where it is the same for everybody; None where the person must tell it.
    """

    id: str
    anchor: Anchor
    earliest: int | None
    latest: int | None
    counting: Counting
    legal_basis: str
    applies_to: frozenset[ResidenceStatus] = frozenset()
    fixed_date: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One part of an article in one language, Markdown, figures already filled in.

    Attributes:
        statuses: For whom it is written; empty for everyone.
    """

    part: Part
    markdown: str
    statuses: frozenset[ResidenceStatus] = frozenset()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence to show to a clerk: in Czech, and what it says in the reader's language (None in Czech itself)."""

    czech: str
    translation: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """An article in one language."""

    locale: Locale
    title: str
    questions: tuple[str, ...]
    sections: tuple[Section, ...]
    phrases: tuple[Phrase, ...]

    def section(self, part: Part, status: ResidenceStatus | None = None) -> Section | None:
        """The part as this status should read it: its own section if there is one, else the general one."""
        own = next((s for s in self.sections if s.part is part and status in s.statuses), None)
        return own or next((s for s in self.sections if s.part is part and not s.statuses), None)

    def differences(self, status: ResidenceStatus | None) -> tuple[Section, ...]:
        """The notes on differences that concern this status; all of them while the status is not known."""
        notes = (s for s in self.sections if s.part is Part.DIFFERENCES)
        return tuple(s for s in notes if status is None or status in s.statuses)

    @property
    def statuses_that_differ(self) -> frozenset[ResidenceStatus]:
        """Statuses for which the short answer is another one."""
        return frozenset().union(*(s.statuses for s in self.sections if s.part is Part.SHORT))


class Facet(Enum):
    """What an article can be told apart by from its neighbours; the values it may take."""

    STAGE = "stage"
    """Of somebody's stay: `first`, `extension`, `change`."""
    AGE = "age"
    """Of whom it is about: `child`, `adult`."""

    @property
    def values(self) -> tuple[str, ...]:
        """In the order in which they are named."""
        return ("first", "extension", "change") if self is Facet.STAGE else ("child", "adult")


@dataclass(frozen=True, slots=True)
class Article:
    """One subject in all five languages, with what is the same in each.

    Attributes:
        applies_to: Empty for everyone.
        sources: At least one; the first is shown under the answer.
        directory: Ids of directory entries that help with it.
        facets: What it is about in each facet; a facet that says nothing about it is missing.
    """

    id: str
    applies_to: frozenset[ResidenceStatus]
    confidence: Confidence
    verified_on: date
    review_by: date
    volatile: bool
    sources: tuple[Source, ...]
    figures: Mapping[str, Figure]
    related: tuple[str, ...]
    directory: tuple[str, ...]
    deadlines: tuple[DeadlineRule, ...]
    versions: Mapping[Locale, Version]
    valid_from: date | None = None
    valid_until: date | None = None
    facets: Mapping[Facet, str] = field(default_factory=dict)

    @property
    def topic(self) -> str:
        """The first half of the id, such as `residence`."""
        return self.id.split("/")[0]

    def is_overdue(self, today: date) -> bool:
        """Whether the answer must say that it is past its review date."""
        return today > self.review_by or (self.valid_until is not None and today > self.valid_until)


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """An organisation or office. Unconfirmed contact data is not held here at all: only its web address is shown.

    Attributes:
        name: At least in Czech and English.
        serves: Empty where it serves everyone.
        hours: OpenStreetMap opening_hours, or None where not confirmed.
        check_first: Whether something about it is not confirmed, so that people are told to check before they go.
    """

    id: str
    kind: str
    name: Mapping[Locale, str]
    services: tuple[str, ...]
    serves: frozenset[ResidenceStatus]
    languages: tuple[str, ...]
    address: str | None
    district: str | None
    latitude: float | None
    longitude: float | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    web: str | None
    hours: str | None
    cost: str | None
    source: Source | None
    check_first: bool

    def name_in(self, locale: Locale) -> str:
        """Its name in this language, or the nearest one it has."""
        order = (locale, *locale.fallbacks, Locale.CS, Locale.EN)
        return next(self.name[choice] for choice in order if choice in self.name)
