from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.checking import check
from knowledge.content_tree import ContentTree
from knowledge.faults import Fault
from tests.builders.content import edit, write_content

TODAY = date(2026, 11, 21)
FOLDER = "knowledge/content/residence/extension"


@pytest.fixture
def tree(tmp_path: Path) -> ContentTree:
    return write_content(tmp_path)


def faults(tree: ContentTree) -> tuple[Fault, ...]:
    return check(tree, today=TODAY).faults


def test_sound_content_has_no_fault(tree: ContentTree) -> None:
    assert faults(tree) == ()


BROKEN = {
    "impossible date": ("article.yaml", "verified_on: 2026-11-20", "verified_on: 2026-02-30", 4, "date that exists"),
    "future": ("article.yaml", "verified_on: 2026-11-20", "verified_on: 2026-11-22", 4, "in the future"),
    "late review": ("article.yaml", "review_by: 2027-01-20", "review_by: 2027-06-01", 5, "at most 90 days"),
    "wrong id": ("article.yaml", "id: residence/extension", "id: residence/other", 1, "not the folder's own path"),
    "status": ("article.yaml", "applies_to: any", "applies_to: [tourist]", 2, "unknown status 'tourist'"),
    "dead article": ("article.yaml", "health/doctor", "health/nurse", 15, "unknown article health/nurse"),
    "dead helper": ("article.yaml", "[helpers]", "[nobody]", 16, "unknown entry nobody"),
    "no web address": ("article.yaml", "https://ipc.gov.cz/en/", "seed:004", 8, "not an http(s) web address"),
    "only secondary": ("article.yaml", "date: 2025-10", "date: 2025-10\n    secondary: true", 7, "never stands alone"),
    "unused figure": (
        "article.yaml",
        "  late_days: 90",
        "  late_days: 90\n  new_days: 3",
        14,
        "unused figure new_days",
    ),
    "figure kind": ("article.yaml", "  late_days: 90", "  late_days: 90\n  new_apples: 3", 14, "must end in one of"),
    "unknown key": ("article.yaml", "volatile: true", "volatile: true\ncolour: red", 7, "unknown key colour"),
    "unknown facet": ("article.yaml", "volatile: true", "volatile: true\nfacets: {size: big}", 7, "unknown facet size"),
    "unknown side": ("article.yaml", "volatile: true", "volatile: true\nfacets: {age: old}", 7, "one of child, adult"),
    "broken yaml": ("article.yaml", "confidence: medium", "confidence: [medium", 4, "not readable as YAML"),
    "unknown anchor": (
        "article.yaml",
        "phrases:\n",
        "deadlines:\n  - id: extend\n    anchor: card\n    latest: 0\n    legal_basis: law\nphrases:\n",
        19,
        "anchor: expected one of card_expiry",
    ),
    "no deadline": (
        "article.yaml",
        "phrases:\n",
        "deadlines:\n  - id: extend\n    anchor: card_expiry\n    legal_basis: law\nphrases:\n",
        18,
        "neither earliest nor latest",
    ),
    "deadline turned round": (
        "article.yaml",
        "phrases:\n",
        "deadlines:\n  - {id: e, anchor: birth, earliest: 3, latest: 0, legal_basis: law}\nphrases:\n",
        18,
        "latest: before earliest",
    ),
    "fixed date of a day people must tell": (
        "article.yaml",
        "phrases:\n",
        "deadlines:\n  - {id: e, anchor: birth, fixed_date: 2026-12-31, latest: 0, legal_basis: law}\nphrases:\n",
        18,
        "goes with the anchor round_end",
    ),
    "weeks": (
        "article.yaml",
        "phrases:\n",
        "deadlines:\n  - {id: e, anchor: birth, days: weeks, latest: 0, legal_basis: law}\nphrases:\n",
        18,
        "days: expected one of calendar, working, months",
    ),
    "unknown figure": ("en.md", "{fee_czk}", "{price_czk}", 18, "unknown figure {price_czk}"),
    "typed number": ("en.md", "{late_days}", "90", 18, "the number 90 is typed"),
    "currency twice": ("en.md", "{fee_czk}", "{fee_czk} CZK", 18, "already shows its currency"),
    "bare link": ("en.md", "[ipc.gov.cz](https://ipc.gov.cz)", "https://ipc.gov.cz", 24, "bare link"),
    "unknown part": ("en.md", "## steps", "## stairs", 20, "unknown section ## stairs"),
    "missing part": ("en.md", "## steps", "## costs", 1, "the section ## steps is missing"),
    "unknown section status": (
        "en.md",
        "## short",
        "## short @tourist\nA.\n\n## short",
        17,
        "unknown status 'tourist'",
    ),
    "too few questions": ("en.md", "- how extend residence permit\n", "", 3, "11 questions"),
    "second title": ("en.md", "## questions", "# Again\n\n## questions", 3, "a second title"),
    "phrase not translated": ("en.md", "- Bb.\n", "", 26, "1 phrases are translated"),
    "Ukrainian in Russian": ("ru.md", "# Продление", "# Продовження їх", 1, "letters of Ukrainian"),
    "Russian in Ukrainian": ("uk.md", "# Продовження", "# Продление ы", 1, "letters of Russian"),
    "duplicate question": (
        "en.md",
        "how extend residence permit",
        "How find a general practitioner, DOCTOR?",
        4,
        "also",
    ),
    "long short": ("en.md", "extend residence permit: ", "word " * 61, 17, "at most 60"),
    "markup": ("en.md", "1. extend", "### deep\n1. extend", 21, "allowed as markup"),
}


@pytest.mark.parametrize(("file", "old", "new", "line", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_fault_is_named_with_file_and_line(  # noqa: PLR0917 - a table of cases
    tree: ContentTree,
    file: str,
    old: str,
    new: str,
    line: int,
    message: str,
) -> None:
    edit(tree.root / FOLDER / file, old, new)

    found = faults(tree)

    matching = [fault for fault in found if fault.path.endswith(f"extension/{file}") and message in fault.message]
    assert [fault.line for fault in matching[:1]] == [line], found


def test_a_part_that_one_language_alone_has_is_missed_in_the_others(tree: ContentTree) -> None:
    edit(tree.root / FOLDER / "vi.md", "## help", "## costs\nA.\n\n## help")

    message = "the section ## costs is missing here; it stands in vi"
    assert faults(tree) == tuple(Fault(f"{FOLDER}/{locale}.md", 1, message) for locale in ("cs", "en", "ru", "uk"))


def test_a_missing_language_is_named(tree: ContentTree) -> None:
    (tree.root / FOLDER / "vi.md").unlink()

    assert faults(tree) == (Fault(f"{FOLDER}/vi.md", 1, "the language vi is missing"),)


def test_a_missing_urgent_card_is_named(tree: ContentTree) -> None:
    (tree.urgent / "self_harm" / "uk.md").unlink()

    assert [fault.path for fault in faults(tree)] == ["knowledge/urgent/self_harm/uk.md"]


def test_all_faults_are_named_at_once(tree: ContentTree) -> None:
    for file in ("en.md", "cs.md", "uk.md"):
        edit(tree.root / FOLDER / file, "{late_days}", "{late_days} 90")
    edit(tree.directory / "ngo.yaml", "Mo-Th 08:00-16:00", "always")

    assert {fault.path for fault in faults(tree)} == {
        "knowledge/directory/ngo.yaml",
        f"{FOLDER}/cs.md",
        f"{FOLDER}/en.md",
        f"{FOLDER}/uk.md",
    }


def test_a_planned_article_is_a_note_while_one_folder_is_checked(tree: ContentTree) -> None:
    edit(tree.root / FOLDER / "article.yaml", "health/doctor", "health/nurse")
    tree.planned_ids.write_text("# ids\nhealth/nurse\n", encoding="utf-8")

    checked = check(tree, only=[tree.root / FOLDER], today=TODAY)

    assert checked.faults == ()
    assert [note.message for note in checked.notes] == ["related: health/nurse is not written yet"]


def test_one_folder_is_checked_without_the_others_faults(tree: ContentTree) -> None:
    (tree.articles / "health/doctor/vi.md").unlink()

    assert check(tree, only=[tree.root / FOLDER], today=TODAY).faults == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("district: praha-3", "district: praha-99", "district: unknown"),
        ('"+420 974 801 801"', '"12 monkeys"', "is not a phone number"),
        ("[social_counselling]", "[fortune_telling]", "services: unknown 'fortune_telling'"),
        ("{cs: Pomocníci, en: Helpers}", "{cs: Pomocníci}", "at least cs and en"),
        ("id: helpers", "id: Helpers!", "expected an entry with an id"),
    ],
    ids=["district", "phone", "service", "name", "id"],
)
def test_a_fault_in_the_directory_is_named(tree: ContentTree, old: str, new: str, message: str) -> None:
    edit(tree.directory / "ngo.yaml", old, new)

    assert any(message in fault.message for fault in faults(tree) if fault.path.endswith("ngo.yaml"))
