"""Labelled questions: `questions*.jsonl`, `unanswerable*.jsonl`, `crisis*.jsonl`, `handoff*.jsonl` in one folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.errors import FileUnreadable
from nlu.locales import Locale
from nlu.urgency_kinds import UrgencyKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HANDOFFS = ("human", "interpreter", "lawyer", "appointment", "none")


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question with the articles that answer it, best first; none for what nobody should answer."""

    id: str
    locale: Locale
    text: str
    style: str
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelledUrgency:
    """A message with the danger it tells of; None for a look-alike."""

    id: str
    locale: Locale
    text: str
    kind: UrgencyKind | None


@dataclass(frozen=True, slots=True)
class LabelledHandoff:
    """A message with whom it asks for: human, interpreter, lawyer, appointment; None if it asks for nobody."""

    id: str
    locale: Locale
    text: str
    wants: str | None


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """One folder of labelled questions."""

    questions: tuple[LabelledQuestion, ...]
    unanswerable: tuple[LabelledQuestion, ...]
    urgencies: tuple[LabelledUrgency, ...]
    handoffs: tuple[LabelledHandoff, ...]


def read_labelled_set(folder: Path) -> LabelledSet:
    """Read a folder.

    Raises:
        FileUnreadable: A line does not hold, or the folder has no labelled file; names file, line and field.
    """
    found = LabelledSet(
        questions=tuple(
            LabelledQuestion(row.id, row.locale, row.text, row.optional("style", "unknown"), row.texts("expect"))
            for row in _rows(folder, "questions")
        ),
        unanswerable=tuple(
            LabelledQuestion(row.id, row.locale, row.text, row.optional("why", "unknown"), ())
            for row in _rows(folder, "unanswerable")
        ),
        urgencies=tuple(
            LabelledUrgency(row.id, row.locale, row.text, row.urgency()) for row in _rows(folder, "crisis")
        ),
        handoffs=tuple(
            LabelledHandoff(row.id, row.locale, row.text, row.handoff()) for row in _rows(folder, "handoff")
        ),
    )
    if not (found.questions or found.unanswerable or found.urgencies or found.handoffs):
        raise FileUnreadable(
            str(folder), 1, "folder", "holds no questions, unanswerable, crisis or handoff .jsonl file"
        )
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    path: Path
    number: int
    fields: dict[str, Any]

    def fault(self, field: str, reason: str) -> FileUnreadable:
        return FileUnreadable(str(self.path), self.number, field, reason)

    def required(self, field: str) -> str:
        value = self.fields.get(field)
        if not isinstance(value, str) or not value:
            raise self.fault(field, "expected a text")
        return value

    def optional(self, field: str, otherwise: str) -> str:
        return str(self.fields.get(field, otherwise))

    def texts(self, field: str) -> tuple[str, ...]:
        value = self.fields.get(field)
        if not isinstance(value, list) or not value or not all(isinstance(entry, str) for entry in value):
            raise self.fault(field, "expected a list of article ids")
        return tuple(value)

    @property
    def id(self) -> str:
        return self.required("id")

    @property
    def text(self) -> str:
        return self.required("text")

    @property
    def locale(self) -> Locale:
        locale = Locale.from_code(self.required("lang"))
        if locale is None:
            raise self.fault("lang", "expected cs, en, uk, ru or vi")
        return locale

    def urgency(self) -> UrgencyKind | None:
        if self.fields.get("urgent") is not True:
            return None
        try:
            return UrgencyKind(self.required("kind"))
        except ValueError:
            raise self.fault("kind", f"expected one of {', '.join(UrgencyKind)}") from None

    def handoff(self) -> str | None:
        wants = self.required("wants")
        if wants not in _HANDOFFS:
            raise self.fault("wants", f"expected one of {', '.join(_HANDOFFS)}")
        return None if wants == "none" else wants


def _rows(folder: Path, name: str) -> Iterator[_Row]:
    for path in sorted(folder.glob(f"{name}*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                fields = json.loads(line)
            except json.JSONDecodeError as error:
                raise FileUnreadable(str(path), number, "line", f"not JSON: {error.msg}") from error
            if not isinstance(fields, dict):
                raise FileUnreadable(str(path), number, "line", "expected an object")
            yield _Row(path, number, fields)
