"""Ready letters as JSON, for snapshots: the same value after a round trip."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from knowledge.articles import Source
from knowledge.letters import ByLocale, Field, FieldKind, Letter, Line, Option, Place
from knowledge.wire import plain
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Iterable

Wire = dict[str, Any]


def letters_to_json(letters: Iterable[Letter]) -> str:
    """All letters, in their order."""
    return json.dumps([plain(letter) for letter in letters], ensure_ascii=False)


def letters_from_json(text: str) -> dict[str, Letter]:
    """Read what `letters_to_json` wrote."""
    return {wire["id"]: _letter(wire) for wire in json.loads(text)}


def _letter(wire: Wire) -> Letter:
    typed = {
        **{key: _texts(wire[key]) for key in ("title", "purpose", "send")},
        **{key: date.fromisoformat(wire[key]["date"]) for key in ("verified_on", "review_by")},
        **{key: tuple(wire[key]) for key in ("articles", "directory")},
        "sources": tuple(Source(**source) for source in wire["sources"]),
        "fields": tuple(map(_field, wire["fields"])),
        "lines": tuple(Line(Place(line["at"]), _texts(line["text"])) for line in wire["lines"]),
    }
    return Letter(**{**wire, **typed})


def _field(wire: Wire) -> Field:
    typed = {
        "kind": FieldKind(wire["kind"]),
        "label": _texts(wire["label"]),
        "ask": _texts(wire["ask"]),
        "options": tuple(Option(option["id"], _texts(option["label"])) for option in wire["options"]),
    }
    return Field(**{**wire, **typed})


def _texts(wire: dict[str, str]) -> ByLocale:
    return {Locale(code): text for code, text in wire.items()}
