"""No sentence of ten words or more stands in two articles: one of them was copied, and would be mended alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.checks.language_rules import PHRASES, QUESTIONS
from knowledge.checks.sentences import sentences
from knowledge.faults import Fault
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.article_folder import ArticleFolder

# Papers to bring and sentences to show are the same papers and sentences wherever they are needed.
_MAY_REPEAT = (QUESTIONS, PHRASES, "bring")
_FEWEST_WORDS = 10
_FEWEST_SYLLABLES = 15
"""Vietnamese writes syllables apart; ten words have about fifteen of them."""


def repeated_sentences(folders: Iterable[ArticleFolder]) -> Iterator[Fault]:
    """Name every long sentence that also stands in another article of the same language."""
    seen: dict[tuple[Locale, tuple[str, ...]], list[tuple[str, str, int]]] = {}
    for folder in folders:
        for locale, file in folder.files.items():
            fewest = _FEWEST_SYLLABLES if locale is Locale.VI else _FEWEST_WORDS
            for block in file.blocks:
                if block.name in _MAY_REPEAT:
                    continue
                for sentence in sentences(block.lines):
                    if len(sentence.words) >= fewest:
                        words = tuple(word.casefold().rstrip(".") for word in sentence.words)
                        place = (folder.id, folder.language_path(locale), sentence.line)
                        seen.setdefault((locale, words), []).append(place)
    for places in seen.values():
        for article, path, line in places:
            other = next(((found, at) for owner, found, at in places if owner != article), None)
            if other is not None:
                yield Fault(path, line, f"this sentence also stands in {other[0]}:{other[1]}: say it another way")
