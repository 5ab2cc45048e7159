"""JSON lines in and out: faults named by file, line and field; no partial output file."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.errors import BadInput

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Line:
    """One JSON object of a file, with where it stands for clear errors."""

    place: str
    fields: Mapping[str, Any]

    def text(self, field: str) -> str:
        """A field that must be there and be text.

        Raises:
            BadInput: It is missing or no text.
        """
        value = self.fields.get(field)
        if not isinstance(value, str):
            raise BadInput(self.place, field, "is missing" if value is None else "must be text")
        return value

    def optional(self, field: str, read: Callable[[str], _T]) -> _T | None:
        """A field that may be missing or null, read by `read`, which raises ValueError on a wrong value.

        Raises:
            BadInput: It is there but not readable.
        """
        if self.fields.get(field) is None:
            return None
        value = self.text(field)
        try:
            return read(value)
        except ValueError as error:
            raise BadInput(self.place, field, f"{value!r} is not known") from error


def read_lines(path: Path) -> list[Line]:
    """Read a whole JSON-lines file; empty lines are skipped.

    Raises:
        BadInput: The file cannot be read, or a line is not a JSON object.
    """
    try:
        raw = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BadInput(str(path), "", "no such file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(str(path), "", "cannot be read as UTF-8 text") from error
    return [_line(f"{path}:{number}", row) for number, row in enumerate(raw.split("\n"), start=1) if row.strip()]


def _line(place: str, row: str) -> Line:
    try:
        fields = json.loads(row)
    except json.JSONDecodeError as error:
        raise BadInput(place, "", f"not JSON ({error.msg})") from error
    if not isinstance(fields, dict):
        raise BadInput(place, "", "must be a JSON object")
    return Line(place, fields)


def ids_once(lines: Iterable[Line]) -> Iterator[tuple[str, Line]]:
    """Each line with its `id`.

    Raises:
        BadInput: An id is missing or stands twice.
    """
    seen: dict[str, str] = {}
    for line in lines:
        line_id = line.text("id")
        if line_id in seen:
            raise BadInput(line.place, "id", f"{line_id!r} stands already at {seen[line_id]}")
        seen[line_id] = line.place
        yield line_id, line


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write all rows or nothing: the file appears only when every row is there.

    Raises:
        BadInput: The folder cannot be written to.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise BadInput(str(path), "", "cannot be written") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        Path(name).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise
