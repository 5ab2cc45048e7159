from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.content_tree import ContentTree
from knowledge.faults import Fault
from knowledge.letter_files import read_letters
from knowledge.letter_wire import letters_from_json, letters_to_json
from knowledge.letters import FieldKind, Letter, Place
from nlu.locales import Locale
from tests.builders.content import edit
from tests.builders.letters import repository_letters

TODAY = date(2026, 11, 28)
REPOSITORY = ContentTree().letters
ARTICLES = frozenset({"work/unpaid-wages", "residence/report-changes"})
DIRECTORY = frozenset({"opu", "simi", "icp-headquarters", "la-strada"})
WISHED = (
    "speed-up",
    "file-access",
    "more-time",
    "new-address",
    "school-enrolment",
    "language-group",
    "wage-claim",
    "labour-complaint",
)


@pytest.fixture
def tree(tmp_path: Path) -> ContentTree:
    """The frame and two letters of the repository, to be broken."""
    tree = ContentTree(tmp_path)
    tree.letters.mkdir(parents=True)
    for name in ("frame", "wage-claim", "new-address"):
        text = (REPOSITORY / f"{name}.yaml").read_text(encoding="utf-8")
        (tree.letters / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name in WISHED:
        if name not in ("wage-claim", "new-address"):
            edit(tree.letters / "frame.yaml", f"  - {name}\n", "")
    return tree


def read(tree: ContentTree) -> tuple[dict[str, Letter], list[Fault]]:
    return read_letters(tree, articles=ARTICLES, directory=DIRECTORY, today=TODAY)


def line_of(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_sound_letters_have_no_fault_and_stand_in_the_order_of_the_frame(tree: ContentTree) -> None:
    letters, faults = read(tree)
    assert faults == []
    assert list(letters) == ["new-address", "wage-claim"]


def test_a_tree_without_letters_has_none_and_no_fault(tmp_path: Path) -> None:
    assert read(ContentTree(tmp_path)) == ({}, [])


BROKEN = {
    "missing language": (
        "wage-claim",
        "  vi: Thư yêu cầu chủ sử dụng lao động trả lương\n",
        "",
        "title:",
        "title: the text in vi is missing",
    ),
    "unknown language": ("wage-claim", "  vi: Thư", "  de: Brief\n  vi: Thư", "  de: Brief", "unknown language de"),
    "unknown field": (
        "wage-claim",
        "činí celkem {sum}",
        "činí celkem {total}",
        "celkem {total}",
        "unknown field {total}",
    ),
    "other fields": ("wage-claim", "сума боргу: {sum}", "сума боргу", "činí celkem", "uk: holds other fields"),
    "other paragraph": (
        "wage-claim",
        "theo § 142a Luật",
        "theo § 142 Luật",
        "Pokud nezaplatíte",
        "vi: names other paragraphs",
    ),
    "shouting": (
        "wage-claim",
        "cs: Kolik vám celkem dluží?",
        "cs: Kolik vám dluží!",
        "cs: Kolik vám dluží!",
        "cs: '!'",
    ),
    "foreign letters": ("wage-claim", "ru: Сколько вам", "ru: Скільки вам", "ru: Скільки вам", "letters of Ukrainian"),
    "misspelled": ("wage-claim", "cs: pracovní smlouvy", "cs: zapoctovy list", "cs: zapoctovy list", "is spelled"),
    "markup": ("wage-claim", "cs: ústní dohody", "cs: <b>ústní</b>", "cs: <b>ústní</b>", "holds no markup"),
    "brace": ("wage-claim", "cs: ústní dohody", "cs: ústní} dohody", "cs: ústní}", "a brace"),
    "unknown article": (
        "wage-claim",
        "[work/unpaid-wages]",
        "[work/no-wages]",
        "work/no-wages",
        "articles: unknown work/no-wages",
    ),
    "unknown helper": ("wage-claim", "la-strada]", "strada]", "directory:", "directory: unknown strada"),
    "unknown sender": (
        "wage-claim",
        "sender: [name,",
        "sender: [name, shoe_size,",
        "sender:",
        "sender: unknown shoe_size",
    ),
    "wrong id": ("wage-claim", "id: wage-claim", "id: wages", "id: wages", "not the file's own name"),
    "unknown key": ("wage-claim", "sender:", "colour: red\nsender:", "colour", "unknown key colour"),
    "missing key": ("wage-claim", "sender: [name, birth_date, address, contact]\n", "", "id:", "sender is missing"),
    "future": ("wage-claim", "verified_on: 2026-11-28", "verified_on: 2026-11-29", "verified_on", "in the future"),
    "late review": ("wage-claim", "review_by: 2027-11-27", "review_by: 2028-11-27", "review_by", "at most 365 days"),
    "no date": ("wage-claim", "review_by: 2027-11-27", "review_by: 2027-02-30", "review_by", "date that exists"),
    "no source": ("wage-claim", "url: https://kurzy.cz", "url: kurzy.cz", "url: kurzy", "not an http(s) web address"),
    "kind": ("wage-claim", "kind: amount", "kind: money", "kind: money", "expected one of text, prose"),
    "example of a date": (
        "new-address",
        "    kind: date\n",
        "    kind: date\n    example: x\n",
        "id: moved_on",
        "have one, and nothing else",
    ),
    "past of a text": (
        "new-address",
        "    kind: text\n",
        "    kind: text\n    past: true\n",
        "past: true",
        "only of a date",
    ),
    "place": (
        "new-address",
        '{at: addressee, cs: "{recipient}"',
        '{at: envelope, cs: "{recipient}"',
        "at: envelope",
        "expected one of sender",
    ),
    "no subject": ("new-address", "{at: subject, cs", "{at: body, cs", "lines:", "one line at subject, this one 0"),
    "field twice": ("new-address", "  - id: old_address", "  - id: moved_on", "", "stands twice"),
    "broken": ("new-address", "sender: [name", "sender: [name [", "", "not readable as YAML"),
    "order": ("frame", "  - wage-claim\n", "", "", "does not stand under order"),
    "dead order": (
        "frame",
        "  - wage-claim\n",
        "  - wage-claim\n  - wage-blame\n",
        "  - wage-blame",
        "there is no letter wage-blame",
    ),
    "frame line": ("frame", "Адреса: {address}", "Адреса", 'cs: "Adresa', "uk: holds other fields"),
}


@pytest.mark.parametrize(("name", "old", "new", "at", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_fault_is_named_with_file_and_line(  # noqa: PLR0917 - a table of cases
    tree: ContentTree, name: str, old: str, new: str, at: str, message: str
) -> None:
    path = tree.letters / f"{name}.yaml"
    edit(path, old, new)
    _, faults = read(tree)
    found = [fault for fault in faults if message in fault.message]
    assert found, [str(fault) for fault in faults]
    assert found[0].path.startswith("knowledge/letters/")
    if at:
        assert abs(found[0].line - line_of(path, at)) <= 1


def test_a_field_that_no_line_shows_is_a_fault(tree: ContentTree) -> None:
    path = tree.letters / "new-address.yaml"
    text = path.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines(keepends=True) if "{reference}" not in line]
    path.write_text("".join(kept), encoding="utf-8")
    assert [fault.message for fault in read(tree)[1]] == ["field reference stands in no line"]


def test_letters_come_back_from_json() -> None:
    letters = repository_letters()
    assert letters_from_json(letters_to_json(letters.values())) == letters


def test_the_eight_letters_that_were_wished_for_are_there() -> None:
    assert set(WISHED) <= set(repository_letters())


def test_every_letter_is_asked_for_by_a_short_form() -> None:
    assert [name for name, letter in repository_letters().items() if len(letter.fields) > 14] == []
    for letter in repository_letters().values():
        assert sum(field.kind is FieldKind.PROSE and not field.is_optional for field in letter.fields) <= 1


def test_a_letter_has_the_form_of_an_official_one() -> None:
    for letter in repository_letters().values():
        places = [line.at for line in letter.lines]
        assert places[0] is Place.SENDER
        assert letter.lines[places.index(Place.SUBJECT)].text[Locale.CS].startswith("Věc: ")
        assert letter.lines[places.index(Place.DATE)].text[Locale.CS].startswith("V Praze dne ")
        assert "vlastnoruční podpis" in letter.lines[places.index(Place.SIGNATURE)].text[Locale.CS]


def test_no_letter_asks_for_the_number_of_a_document() -> None:
    asked = [field.ask[Locale.CS].lower() for letter in repository_letters().values() for field in letter.fields]
    assert [one for one in asked if "rodné číslo" in one or "číslo pasu" in one] == []
