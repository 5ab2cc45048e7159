"""No question stands twice: search could not tell which article it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.checks.language_rules import QUESTIONS
from knowledge.faults import Fault
from knowledge.question_key import question_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.article_folder import ArticleFolder
    from nlu.locales import Locale


@dataclass(frozen=True, slots=True)
class _Place:
    article: str
    locale: Locale
    path: str
    line: int


def duplicate_questions(folders: Iterable[ArticleFolder]) -> Iterator[Fault]:
    """Name every question that folds like one of another article, or like one of its own language file."""
    seen: dict[str, list[_Place]] = {}
    for folder in folders:
        for locale, file in folder.files.items():
            for block in file.named(QUESTIONS):
                for line in block.bullets:
                    place = _Place(folder.id, locale, folder.language_path(locale), line.number)
                    seen.setdefault(question_key(line.text), []).append(place)
    for places in seen.values():
        for place in places:
            other = next((other for other in places if _clash(place, other)), None)
            if other is not None:
                yield Fault(place.path, place.line, f"duplicate question: it also stands in {other.path}:{other.line}")


def _clash(place: _Place, other: _Place) -> bool:
    # Within one article two languages may share a short question made of the same Czech words.
    return place != other and (place.article != other.article or place.locale is other.locale)
