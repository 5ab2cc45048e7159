from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.checking import check
from knowledge.content_tree import ContentTree
from knowledge.errors import ArticleMissing
from knowledge.translations import mark_translated
from nlu.locales import Locale
from tests.builders.content import edit, write_content

ARTICLE = "residence/extension"
TODAY = date(2026, 11, 21)


@pytest.fixture
def tree(tmp_path: Path) -> ContentTree:
    return write_content(tmp_path)


def outdated(tree: ContentTree) -> list[str]:
    checked = check(tree, today=TODAY)
    assert checked.faults == ()
    notes = [note for note in checked.outdated if ARTICLE in note.path]
    return [note.message.split()[2].rstrip(":") for note in notes]


def test_a_translation_that_nobody_marked_is_outdated(tree: ContentTree) -> None:
    assert outdated(tree) == ["en", "ru", "uk", "vi"]


def test_marked_translations_are_up_to_date(tree: ContentTree) -> None:
    mark_translated(tree, ARTICLE)

    assert outdated(tree) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("cs.md", "1. prodloužit", "1. včas prodloužit"),
        ("cs.md", "# Prodloužení", "# Včasné prodloužení"),
        ("article.yaml", "potřebuji pomoc", "potřebuji radu"),
    ],
    ids=["section", "title", "phrase"],
)
def test_a_changed_czech_text_makes_all_translations_outdated(tree: ContentTree, file: str, old: str, new: str) -> None:
    mark_translated(tree, ARTICLE)

    edit(tree.articles / ARTICLE / file, old, new)

    assert outdated(tree) == ["en", "ru", "uk", "vi"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("cs.md", "- jak prodloužit", "- jakpak prodloužit"),
        ("cs.md", "1. prodloužit", "1.  prodloužit"),
        ("article.yaml", "fee_czk: 2500", "fee_czk: 2600"),
        ("en.md", "1. extend", "1. please extend"),
    ],
    ids=["question", "space", "figure", "translation"],
)
def test_what_no_translation_depends_on_leaves_them_up_to_date(
    tree: ContentTree, file: str, old: str, new: str
) -> None:
    mark_translated(tree, ARTICLE)

    edit(tree.articles / ARTICLE / file, old, new)

    assert outdated(tree) == []


def test_one_language_can_be_marked_by_itself(tree: ContentTree) -> None:
    mark_translated(tree, ARTICLE)
    edit(tree.articles / ARTICLE / "cs.md", "1. prodloužit", "1. včas prodloužit")

    mark_translated(tree, ARTICLE, [Locale.UK])

    assert outdated(tree) == ["en", "ru", "vi"]


def test_marking_keeps_the_rest_of_the_metadata_as_it_is(tree: ContentTree) -> None:
    path = tree.articles / ARTICLE / "article.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(f"translations:\n  en: abc\n{before}", encoding="utf-8")

    mark_translated(tree, ARTICLE)
    mark_translated(tree, ARTICLE)

    after = path.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after.count("translations:") == 1


def test_a_hash_of_another_form_is_a_fault(tree: ContentTree) -> None:
    path = tree.articles / ARTICLE / "article.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "translations: {en: yesterday}\n", encoding="utf-8")

    assert [fault.message for fault in check(tree, today=TODAY).faults] == [
        "translations: expected a hash of eight digits for en, uk, ru and vi"
    ]


@pytest.mark.parametrize("article", ["residence/nowhere", "../..", "", "residence"])
def test_an_article_that_is_not_there_cannot_be_marked(tree: ContentTree, article: str) -> None:
    with pytest.raises(ArticleMissing):
        mark_translated(tree, article)
