"""The ready letters: `knowledge/letters/<id>.yaml`, and `frame.yaml` for what all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.article_folder import read_text
from knowledge.checks.letter_rules import fields_in, wrong_in_line, wrong_on_the_page
from knowledge.faults import Fault
from knowledge.letter_reader import ID, LetterReader
from knowledge.letters import Field, Letter, Line, Place
from knowledge.lined_yaml import UnreadableYaml, read_yaml
from knowledge.metadata_sources import read_sources

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from pathlib import Path

    from knowledge.content_tree import ContentTree

FRAME = "frame.yaml"
_FRAME_KEYS = frozenset({"order", "fields", "lines"})
_REQUIRED = (
    "id",
    "title",
    "purpose",
    "send",
    "sender",
    "articles",
    "directory",
    "verified_on",
    "review_by",
    "sources",
    "lines",
)
_KEYS = frozenset({*_REQUIRED, "fields"})
# Items stand among the sentences where their editor put them.
_RANKS = {place: list(Place).index(Place.BODY if place is Place.ITEM else place) for place in Place}
_LONGEST_ID = 24


@dataclass(frozen=True, slots=True)
class _Frame:
    """What letters share: how a sender is asked for and named, how a letter begins and ends."""

    order: tuple[str, ...]
    fields: Mapping[str, Field]
    lines: tuple[Line, ...]


def read_letters(
    tree: ContentTree, *, articles: frozenset[str], directory: frozenset[str], today: date
) -> tuple[dict[str, Letter], list[Fault]]:
    """Read all letters.

    Returns:
        Letters without faults in the order in which they are offered, and the faults.
    """
    if not tree.letters.is_dir():
        return {}, []
    frame, faults = _read_frame(tree)
    if frame is None:
        return {}, faults
    found: dict[str, Letter] = {}
    for path in sorted(tree.letters.glob("*.yaml")):
        if path.name == FRAME:
            continue
        reader, wrong = _open(tree, path)
        if reader is not None:
            letter = _letter(reader, path.stem, frame, today)
            known = {"articles": articles, "directory": directory, "sender": frozenset(frame.fields)}
            _check(reader, letter, known, frame.order)
            wrong = reader.faults
            if not wrong:
                found[letter.id] = letter
        faults += wrong
    return {name: found[name] for name in frame.order if name in found}, faults


def _open(tree: ContentTree, path: Path) -> tuple[LetterReader | None, list[Fault]]:
    shown = tree.shown(path)
    text, faults = read_text(path, shown) if path.is_file() else (None, [Fault(shown, 1, "the file is missing")])
    if text is None:
        return None, faults
    try:
        document = read_yaml(text)
    except UnreadableYaml as error:
        return None, [Fault(shown, error.line, f"not readable as YAML: {error.reason}")]
    if not isinstance(document.value, dict):
        return None, [Fault(shown, 1, "expected keys such as id, title, lines")]
    return LetterReader(shown, document), []


def _read_frame(tree: ContentTree) -> tuple[_Frame | None, list[Fault]]:
    reader, faults = _open(tree, tree.letters / FRAME)
    if reader is None:
        return None, faults
    reader.keys(reader.value, _FRAME_KEYS, tuple(sorted(_FRAME_KEYS)))
    frame = _Frame(reader.names("order"), {field.id: field for field in reader.fields()}, reader.lines("lines"))
    for position, line in enumerate(frame.lines):
        for message in wrong_in_line(line, frame.fields):
            reader.fault(message, "lines", position)
    for position, name in enumerate(frame.order):
        if not (tree.letters / f"{name}.yaml").is_file():
            reader.fault(f"order: there is no letter {name}", "order", position)
    return frame, reader.faults


def _letter(reader: LetterReader, name: str, frame: _Frame, today: date) -> Letter:
    reader.keys(reader.value, _KEYS, _REQUIRED)
    sources, source_faults = read_sources(reader.path, reader.document)
    reader.faults += source_faults
    verified_on, review_by = reader.days(today)
    sender = (frame.fields[one] for one in reader.names("sender") if one in frame.fields)
    # What only this letter needs is asked first, who writes it last: somebody who stops half-way has told less.
    fields = (*reader.fields(), *sender)
    return Letter(
        id=name,
        title=reader.texts(reader.value.get("title"), "title"),
        purpose=reader.texts(reader.value.get("purpose"), "purpose"),
        send=reader.texts(reader.value.get("send"), "send"),
        articles=reader.names("articles"),
        directory=reader.names("directory"),
        verified_on=verified_on,
        review_by=review_by,
        sources=sources,
        fields=fields,
        lines=_on_the_page(reader, frame, {field.id for field in fields}),
    )


def _on_the_page(reader: LetterReader, frame: _Frame, fields: set[str]) -> tuple[Line, ...]:
    """The letter's lines with those of the frame that it needs, in the order of the page."""
    own = reader.lines("lines")
    for position, line in enumerate(own):
        for message in wrong_in_line(line, fields):
            reader.fault(message, "lines", position)
    unasked = frame.fields.keys() - fields
    shared = [line for line in frame.lines if not fields_in([line]) & unasked]
    lines = sorted((*shared, *own), key=lambda line: _RANKS[line.at])
    for message in wrong_on_the_page(lines):
        reader.fault(message, "lines")
    for name in sorted(fields - fields_in(lines)):
        reader.fault(f"field {name} stands in no line", "fields")
    return tuple(lines)


def _check(reader: LetterReader, letter: Letter, known: Mapping[str, frozenset[str]], order: Collection[str]) -> None:
    """Note what only the rest of the content can tell: ids that are nobody's."""
    written = reader.value.get("id")
    if written != letter.id or not ID.fullmatch(letter.id) or len(letter.id) > _LONGEST_ID:
        reader.fault(f"id: {written} is not the file's own name, of at most {_LONGEST_ID} letters", "id")
    if letter.id not in order:
        reader.fault(f"id: {letter.id} does not stand under order in {FRAME}", "id")
    for key, ids in known.items():
        for position, one in enumerate(reader.names(key)):
            if one not in ids:
                reader.fault(f"{key}: unknown {one}", key, position)
