"""A tiny knowledge base that finds its two articles by a word, and knows languages as the real one does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from knowledge.articles import Article, Confidence, Part, Section, Version
from knowledge.questions import Decision, Found, Hit, NothingFits, Question
from nlu.encoders import HASHING
from nlu.encoders.hashing import HashingEncoder
from nlu.encoding import Vectors
from nlu.language import LanguageIdentifier
from nlu.language_model import train_language_model
from nlu.locales import Locale
from nlu.rasa_data import read_examples
from nlu.repairing import Repairer
from nlu.statuses import ResidenceStatus

EMPLOYEE_CARD, INSURANCE = "residence/employee-card", "health/public-health-insurance"
_WORDS = {
    EMPLOYEE_CARD: ("kart", "card", "карт", "thẻ"),
    INSURANCE: ("pojišt", "insurance", "страхов", "bảo hiểm"),
}


@cache
def _languages() -> LanguageIdentifier:
    model = train_language_model((example.text, example.locale) for example in read_examples())
    return LanguageIdentifier(model, Repairer({}))


@dataclass(frozen=True)
class KeywordKnowledge:
    """The insurance article reads differently for people with temporary protection."""

    articles: Mapping[str, Article] = field(
        default_factory=lambda: {
            EMPLOYEE_CARD: _article(EMPLOYEE_CARD),
            INSURANCE: _article(INSURANCE, differs_for=ResidenceStatus.TEMPORARY_PROTECTION),
        }
    )

    @property
    def languages(self) -> LanguageIdentifier:
        return _languages()

    @property
    def encoder_name(self) -> str:
        return HASHING

    def vector(self, text: str) -> Vectors:
        return HashingEncoder().encode_questions([text])[0]

    def search(self, question: Question) -> tuple[Hit, ...]:
        text = question.text.lower()
        return tuple(Hit(article, 0.9) for article, words in _WORDS.items() if any(word in text for word in words))

    def decide(self, question: Question, hits: Sequence[Hit]) -> Decision:
        del question
        return Found(hits[0].article, hits[0].p) if hits else NothingFits()


def _article(article_id: str, *, differs_for: ResidenceStatus | None = None) -> Article:
    sections = [
        Section(part, "…") for part in (Part.SHORT, Part.STEPS, Part.COSTS, Part.DEADLINES, Part.BRING, Part.HELP)
    ]
    if differs_for is not None:
        sections.append(Section(Part.SHORT, "…", frozenset({differs_for})))
    return Article(
        id=article_id,
        applies_to=frozenset(),
        confidence=Confidence.HIGH,
        verified_on=date(2026, 11, 1),
        review_by=date(2027, 1, 1),
        volatile=False,
        sources=(),
        figures={},
        related=(),
        directory=(),
        deadlines=(),
        versions={locale: Version(locale, article_id, ("?",), tuple(sections), ()) for locale in Locale},
    )
