"""Plain language, measured: how long sentences are and how many words are long, against a limit for each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.checks.language_rules import PHRASES, QUESTIONS
from knowledge.checks.sentences import Sentence, sentences
from knowledge.faults import Fault
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.article_folder import ArticleFolder
    from knowledge.language_file import LanguageFile

_LONG_WORD = 9
"""Letters that a word may have without being long. LIX (Björnsson 1968) takes six, too few for Czech and Ukrainian."""
_FEWEST_WORDS = 60
"""Shares and means of less text than a short answer say nothing."""
_NOT_PROSE = (QUESTIONS, PHRASES, "bring")


@dataclass(frozen=True, slots=True)
class EaseLimits:
    """What a text may have at most.

    Attributes:
        sentence_words: In one sentence. A word of Vietnamese here is a syllable, as it is written.
        mean_words: In a sentence of the article on average.
        long_share: Of words that are long, among all of the article.
    """

    sentence_words: int
    mean_words: float
    long_share: float


# Chosen on 2026-11-22 from all 120 articles: a little above the hardest that two readers found plain (highest means
# 9.9, 11.1, 9.3, 9.5, 12.9 words; highest shares 0.14, 0.11, 0.24, 0.24, 0.06), so that worse is named.
LIMITS = {
    Locale.CS: EaseLimits(sentence_words=22, mean_words=11, long_share=0.16),
    Locale.EN: EaseLimits(sentence_words=24, mean_words=12, long_share=0.13),
    Locale.UK: EaseLimits(sentence_words=22, mean_words=11, long_share=0.26),
    Locale.RU: EaseLimits(sentence_words=22, mean_words=11, long_share=0.26),
    Locale.VI: EaseLimits(sentence_words=28, mean_words=14, long_share=0.08),
}


@dataclass(frozen=True, slots=True)
class Ease:
    """How hard a text is; the units are those of `EaseLimits`."""

    mean_words: float
    long_share: float


def measure(prose: Sequence[Sentence]) -> Ease:
    """Measure at least one sentence."""
    words = [word for sentence in prose for word in sentence.words]
    plain = [word for word in words if not word.startswith("{")]
    long = sum(1 for word in plain if len(word) > _LONG_WORD)
    return Ease(len(words) / len(prose), long / max(1, len(plain)))


def prose_of(file: LanguageFile) -> list[Sentence]:
    """The sentences whose ease counts: neither questions as people type them nor lists of papers nor phrases."""
    return [found for block in file.blocks if block.name not in _NOT_PROSE for found in sentences(block.lines)]


def ease_faults(folder: ArticleFolder) -> Iterator[Fault]:
    """Sentences that are too long, and articles that are too hard as a whole."""
    for locale, file in folder.files.items():
        path, limits, prose = folder.language_path(locale), LIMITS[locale], prose_of(file)
        for sentence in prose:
            count = len(sentence.words)
            if count > limits.sentence_words:
                yield Fault(path, sentence.line, f"a sentence of {count} words; at most {limits.sentence_words}")
        if sum(len(sentence.words) for sentence in prose) < _FEWEST_WORDS:
            continue
        ease = measure(prose)
        if ease.mean_words > limits.mean_words:
            yield Fault(path, 1, f"{ease.mean_words:.1f} words in a sentence on average; at most {limits.mean_words}")
        if ease.long_share > limits.long_share:
            yield Fault(path, 1, f"{ease.long_share:.0%} of the words are long; at most {limits.long_share:.0%}")
