"""What our texts never say: promises, blame, names for people, the police without naming who listens in confidence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.checks.language_rules import QUESTIONS
from knowledge.checks.sentences import Sentence, sentences
from knowledge.checks.word_lists import Patterns, patterns, read_list
from knowledge.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.article_folder import ArticleFolder
    from nlu.locales import Locale


def forbidden_faults(folder: ArticleFolder) -> Iterator[Fault]:
    """Every forbidden phrase outside of the questions, which are people's own words."""
    for locale, file in folder.files.items():
        path = folder.language_path(locale)
        said = [one for block in file.blocks if block.name != QUESTIONS for one in sentences(block.lines)]
        for sentence in said:
            for message in forbidden_in(sentence.text, locale):
                yield Fault(path, sentence.line, message)
        yield from _police(path, locale, said)


def forbidden_in(text: str, locale: Locale) -> Iterator[str]:
    """Each forbidden phrase of a text, with the reason."""
    for why, forbidden in _phrases():
        if found := forbidden[locale].search(text):
            yield f"{found[0]!r}: {why}"


def _police(path: str, locale: Locale, said: Sequence[Sentence]) -> Iterator[Fault]:
    advice, note, errand = _police_lists()
    if any(note[locale].search(sentence.text) for sentence in said):
        return
    for sentence in said:
        found = advice[locale].search(sentence.text)
        if found and not errand[locale].search(sentence.text):
            message = f"{found[0]!r}: the article nowhere says who listens in confidence"
            yield Fault(path, sentence.line, message)


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, Patterns], ...]:
    return tuple((reason["why"], patterns(reason)) for reason in read_list("forbidden_phrases").values())


@lru_cache(maxsize=1)
def _police_lists() -> tuple[Patterns, Patterns, Patterns]:
    lists = read_list("police_advice")
    return patterns(lists["advice"]), patterns(lists["note"]), patterns(lists["except"])
