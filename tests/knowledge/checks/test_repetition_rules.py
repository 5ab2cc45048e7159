from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.checking import check
from knowledge.content_tree import ContentTree
from nlu.locales import Locale
from tests.builders.content import edit, write_content

TODAY = date(2026, 11, 21)
TEN = "Aa bb cc dd ee ff gg hh ii jj."


@pytest.fixture
def tree(tmp_path: Path) -> ContentTree:
    return write_content(tmp_path)


def add(tree: ContentTree, article: str, locale: Locale, sentence: str, *, section: str = "help") -> None:
    edit(tree.articles / article / f"{locale.value}.md", f"## {section}\n", f"## {section}\n{sentence}\n")


def paths(tree: ContentTree) -> list[str]:
    return [fault.path.removeprefix("knowledge/content/") for fault in check(tree, today=TODAY).faults]


def test_a_sentence_of_ten_words_in_two_articles_is_named_in_both(tree: ContentTree) -> None:
    add(tree, "health/doctor", Locale.EN, TEN)
    add(tree, "residence/extension", Locale.EN, TEN.upper())

    assert paths(tree) == ["health/doctor/en.md", "residence/extension/en.md"]


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        (Locale.EN, Locale.CS, TEN),
        (Locale.EN, Locale.EN, "Aa bb cc dd ee ff gg hh ii."),
        (Locale.VI, Locale.VI, TEN),
    ],
    ids=["another language", "nine words", "ten syllables of Vietnamese"],
)
def test_a_sentence_may_stand_again(tree: ContentTree, one: Locale, other: Locale, sentence: str) -> None:
    add(tree, "health/doctor", one, sentence)
    add(tree, "residence/extension", other, sentence)

    assert paths(tree) == []


def test_one_article_may_say_a_sentence_twice(tree: ContentTree) -> None:
    add(tree, "health/doctor", Locale.EN, TEN)
    add(tree, "health/doctor", Locale.EN, TEN, section="short")

    assert paths(tree) == []
