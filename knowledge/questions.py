"""What is asked and what search makes of it, as values."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlu.encoding import Vectors
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what is known about who asks.

    Attributes:
        locale: The language it is written in, as identified.
        status: None while not known or not told.
        district: Such as `praha-3`; None while not known.
        article: Id of the article being talked about, for follow-ups; None in a first message.
        vector: The text's by the snapshot's encoder, shape (dimension,); None where nobody has encoded it yet.
    """

    text: str
    locale: Locale
    status: ResidenceStatus | None = None
    district: str | None = None
    article: str | None = None
    vector: Vectors | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that may answer.

    Attributes:
        p: Calibrated probability in [0, 1] that this article answers the question.
    """

    article: str
    p: float


@dataclass(frozen=True, slots=True)
class Found:
    """One article answers, probably enough to show it."""

    article: str
    p: float


@dataclass(frozen=True, slots=True)
class Close:
    """None of one to three articles is sure enough: the person chooses. Best first."""

    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NothingFits:
    """No article answers. An expected end, not an error."""


Decision = Found | Close | NothingFits
