from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.checking import check
from knowledge.content_tree import ContentTree
from knowledge.faults import Fault
from nlu.locales import Locale
from tests.builders.content import edit, write_content

FOLDER = "knowledge/content/residence/extension"
TODAY = date(2026, 11, 21)


@pytest.fixture
def tree(tmp_path: Path) -> ContentTree:
    return write_content(tmp_path)


def faults(tree: ContentTree) -> tuple[Fault, ...]:
    return check(tree, today=TODAY).faults


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (", {late_days}", "", "## short: figures: {late_days} stands in the other languages"),
        ("1. gia hạn", "1. {late_days} gia hạn", "## steps: figures: {late_days} stands only here"),
        (
            "https://ipc.gov.cz",
            "https://www.ipc.gov.cz",
            "## help: links: https://ipc.gov.cz stands in the other languages; https://www.ipc.gov.cz stands only here",
        ),
        ("1. gia hạn", "1. § 5 gia hạn", "## steps: paragraphs of law: § 5 stands only here"),
        ("1. gia hạn", "1. sau 3 ngày gia hạn", "## steps: numbers of one digit: 3 stands only here"),
        (
            "1. gia hạn",
            "1. gia\n2. hạn",
            "## steps: entries in the list: 1 stands in the other languages; 2 stands only here",
        ),
    ],
    ids=["figure missing", "figure more", "link", "paragraph", "small number", "entries"],
)
def test_what_one_language_says_differently_is_named_there(tree: ContentTree, old: str, new: str, message: str) -> None:
    edit(tree.root / FOLDER / "vi.md", old, new)

    found = faults(tree)

    assert [(fault.path, fault.message) for fault in found if "vi.md" in fault.path] == [(f"{FOLDER}/vi.md", message)]
    assert len(found) == 1


def test_the_czech_text_that_stands_alone_is_named_itself(tree: ContentTree) -> None:
    edit(tree.root / FOLDER / "cs.md", ", {late_days}", "")

    assert [fault.path for fault in faults(tree)] == [f"{FOLDER}/cs.md"]


def test_where_languages_are_split_those_that_differ_from_the_czech_text_are_named(tree: ContentTree) -> None:
    for locale in (Locale.UK, Locale.RU):
        edit(tree.root / FOLDER / f"{locale.value}.md", ", {late_days}", "")

    assert [fault.path for fault in faults(tree)] == [f"{FOLDER}/ru.md", f"{FOLDER}/uk.md"]


@pytest.mark.parametrize(
    ("czech", "vietnamese"),
    [("do 1. července", "đến ngày 1 tháng 7"), ("víza D/VR a B1", "thị thực D/VR và B1")],
    ids=["month by number", "number in a name"],
)
def test_numbers_that_are_no_figures_are_not_compared(tree: ContentTree, czech: str, vietnamese: str) -> None:
    edit(tree.root / FOLDER / "vi.md", "1. gia hạn", f"1. {vietnamese} gia hạn")
    edit(tree.root / FOLDER / "cs.md", "1. prodloužit", f"1. {czech} prodloužit")
    for locale, words in ((Locale.EN, "1. extend"), (Locale.UK, "1. продовжити"), (Locale.RU, "1. продлить")):
        edit(tree.root / FOLDER / f"{locale.value}.md", words, f"{words} {'1' if '1.' in czech else 'B1'}")

    assert faults(tree) == ()


def test_an_english_ordinal_is_the_same_number(tree: ContentTree) -> None:
    for locale, words in (
        (Locale.CS, "prodloužit"),
        (Locale.UK, "продовжити"),
        (Locale.RU, "продлить"),
        (Locale.VI, "gia hạn"),
    ):
        edit(tree.root / FOLDER / f"{locale.value}.md", f"1. {words}", f"1. {words} 7")
    edit(tree.root / FOLDER / "en.md", "1. extend", "1. extend 7th")

    assert faults(tree) == ()
