from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.checking import check
from knowledge.checks.reading_ease import LIMITS
from knowledge.checks.sentences import sentences
from knowledge.content_tree import ContentTree
from knowledge.language_file import Line
from nlu.locales import Locale
from tests.builders.content import edit, write_content

FOLDER = "knowledge/content/residence/extension"
TODAY = date(2026, 11, 21)


@pytest.fixture
def tree(tmp_path: Path) -> ContentTree:
    return write_content(tmp_path)


def messages(tree: ContentTree) -> list[str]:
    return [fault.message for fault in check(tree, today=TODAY).faults]


def add(tree: ContentTree, locale: Locale, text: str) -> None:
    edit(tree.root / FOLDER / f"{locale.value}.md", "## help\n", f"## help\n{text}\n\n")


@pytest.mark.parametrize("locale", list(Locale))
def test_a_sentence_that_is_too_long_is_named(tree: ContentTree, locale: Locale) -> None:
    most = LIMITS[locale].sentence_words
    add(tree, locale, " ".join(["Ab", *["ca"] * most]) + ".")

    assert messages(tree) == [f"a sentence of {most + 1} words; at most {most}"]


@pytest.mark.parametrize("locale", list(Locale))
def test_a_sentence_at_the_limit_has_no_fault(tree: ContentTree, locale: Locale) -> None:
    add(tree, locale, " ".join(["Ab", *["ba"] * (LIMITS[locale].sentence_words - 1)]) + ".")

    assert messages(tree) == []


def test_an_article_of_long_sentences_is_named(tree: ContentTree) -> None:
    add(tree, Locale.EN, " ".join(" ".join(["Ab", *["ba"] * 15]) + "." for _ in range(8)))

    assert [message.endswith("words in a sentence on average; at most 12") for message in messages(tree)] == [True]


def test_an_article_of_long_words_is_named(tree: ContentTree) -> None:
    add(tree, Locale.EN, "Extraordinarily short sentence. " * 30)

    assert [message.endswith("of the words are long; at most 13%") for message in messages(tree)] == [True]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("1. Krok první. Krok druhý.", 2),
        ("Společnost s. r. o. je firma.", 1),
        ("Podle § 5, 326/1999 Sb. Praha rozhodne.", 1),
        ("Слово. Інше слово.", 2),
        ("See [a.b](https://x.cz/a.B). Then go.", 2),
        ("Ask e.g. OAMP.", 1),
        ("", 0),
        ("—", 0),
    ],
    ids=["two", "step", "company", "law", "Ukrainian", "link", "abbreviation", "nothing", "dash"],
)
def test_sentences_end_where_readers_end_them(text: str, count: int) -> None:
    assert len(list(sentences([Line(1, text)]))) == count


@given(st.text(max_size=300))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    line = Line(1, text.replace("\n", " "))
    assert all(sentence.words for sentence in sentences([line]))
