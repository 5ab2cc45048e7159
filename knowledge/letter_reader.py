"""Reads the parts of a letter's file; what does not hold becomes a fault with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from knowledge.checks.letter_rules import wrong_in_text
from knowledge.faults import Fault
from knowledge.letters import TODAY, ByLocale, Field, FieldKind, Line, Option, Place
from knowledge.lined_yaml import Key, LinedValue
from nlu.locales import Locale

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST_ID = 20
"""Letter, field and option stand together in the id of a button, for which Telegram has 64 bytes."""
_FIELD_KEYS = frozenset({"id", "kind", "label", "ask", "example", "options", "optional", "past"})
_WITH_EXAMPLE = (FieldKind.TEXT, FieldKind.PROSE, FieldKind.AMOUNT)
_FEWEST_OPTIONS = 2
_STEADY_DAYS = 365


class LetterReader:
    """Reads keys of one document and collects the faults."""

    def __init__(self, path: str, document: LinedValue) -> None:
        self.path = path
        self.document = document
        self.value: dict[str, Any] = document.value
        self.faults: list[Fault] = []

    def fault(self, message: str, *where: Key) -> None:
        """Note what is wrong there."""
        self.faults.append(Fault(self.path, self.document.at(*where), message))

    def keys(self, value: dict[str, Any], allowed: frozenset[str], required: tuple[str, ...], *where: Key) -> None:
        """Note keys that are unknown or missing."""
        for key in value:
            if key not in allowed:
                self.fault(f"unknown key {key}; allowed: {', '.join(sorted(allowed))}", *where, str(key))
        for key in required:
            if value.get(key) is None:
                self.fault(f"{key} is missing", *where)

    def texts(self, value: object, *where: Key) -> ByLocale:
        """A text in all five languages; an empty one stands in where it is missing."""
        found = value if isinstance(value, dict) else {}
        for code in found:
            if code not in {locale.value for locale in Locale}:
                self.fault(f"unknown language {code}", *where, str(code))
        read = {}
        for locale in Locale:
            text = found.get(locale.value)
            if not isinstance(text, str) or not text.strip():
                self.fault(f"{where[-1]}: the text in {locale.value} is missing", *where)
                text = ""
            read[locale] = " ".join(text.split())
            for message in wrong_in_text(read[locale], locale):
                self.fault(f"{locale.value}: {message}", *where, locale.value)
        return read

    def names(self, key: str) -> tuple[str, ...]:
        """A list of ids."""
        value = self.value.get(key) or []
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self.fault(f"{key}: expected a list of ids", key)
            return ()
        return tuple(value)

    def days(self, today: date) -> tuple[date, date]:
        """`verified_on` and `review_by`."""
        verified, review = self._day("verified_on"), self._day("review_by")
        if verified and verified > today:
            self.fault(f"verified_on: {verified} is in the future", "verified_on")
        if verified and review and not verified < review <= verified + timedelta(days=_STEADY_DAYS):
            self.fault(f"review_by: expected at most {_STEADY_DAYS} days after verified_on", "review_by")
        return verified or today, review or today

    def fields(self) -> tuple[Field, ...]:
        """The questions of the form."""
        read = [self._field(entry, "fields", position) for position, entry in self._entries("fields")]
        ids = [field.id for field in read]
        for position, field_id in enumerate(ids):
            if field_id in ids[:position]:
                self.fault(f"field {field_id} stands twice", "fields", position)
        return tuple(read)

    def lines(self, key: str) -> tuple[Line, ...]:
        """Lines of the letter."""
        return tuple(self._line(entry, key, position) for position, entry in self._entries(key))

    def _entries(self, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
        value = self.value.get(key) or []
        if not isinstance(value, list):
            self.fault(f"{key}: expected a list", key)
            return
        for position, entry in enumerate(value):
            if isinstance(entry, dict):
                yield position, entry
            else:
                self.fault(f"{key}: expected keys and values", key, position)

    def _day(self, key: str) -> date | None:
        value = self.value.get(key)
        if value is None:
            return None
        if type(value) is not date:
            self.fault(f"{key}: expected a date that exists, YYYY-MM-DD, found {value!r}", key)
            return None
        return value

    def _field(self, entry: dict[str, Any], *where: Key) -> Field:
        self.keys(entry, _FIELD_KEYS, ("id", "kind", "label", "ask"), *where)
        field_id = str(entry.get("id"))
        if not _NAME.fullmatch(field_id) or len(field_id) > _LONGEST_ID or field_id == TODAY:
            self.fault(f"id: {field_id!r} is written in a-z, 0-9 and _, at most {_LONGEST_ID} of them", *where, "id")
        kind = self._choice(FieldKind, entry.get("kind"), FieldKind.TEXT, *where, "kind")
        if bool(entry.get("options")) != (kind is FieldKind.CHOICE):
            self.fault("options: a choice has them, and nothing else", *where)
        if bool(entry.get("example")) != (kind in _WITH_EXAMPLE):
            self.fault("example: a text, a prose and an amount have one, and nothing else", *where)
        if "past" in entry and kind is not FieldKind.DATE:
            self.fault("past: only of a date", *where, "past")
        return Field(
            id=field_id,
            kind=kind,
            label=self.texts(entry.get("label"), *where, "label"),
            ask=self.texts(entry.get("ask"), *where, "ask"),
            example=str(entry.get("example") or ""),
            options=self._options(entry, *where),
            is_optional=entry.get("optional") is True,
            is_past=entry.get("past") is True,
        )

    def _options(self, entry: dict[str, Any], *where: Key) -> tuple[Option, ...]:
        value = entry.get("options") or {}
        if not isinstance(value, dict) or 0 < len(value) < _FEWEST_OPTIONS:
            self.fault("options: expected two or more, by id", *where, "options")
            return ()
        for name in value:
            if not _NAME.fullmatch(str(name)) or len(str(name)) > _LONGEST_ID:
                self.fault(f"option {name}: written in a-z, 0-9 and _", *where, "options", str(name))
        return tuple(
            Option(str(name), self.texts(label, *where, "options", str(name))) for name, label in value.items()
        )

    def _line(self, entry: dict[str, Any], *where: Key) -> Line:
        at = self._choice(Place, entry.get("at", Place.BODY.value), Place.BODY, *where, "at")
        return Line(at, self.texts({key: text for key, text in entry.items() if key != "at"}, *where))

    def _choice(self, kind: Any, value: object, otherwise: Any, *where: Key) -> Any:  # noqa: ANN401 - of any enum
        if value not in {member.value for member in kind}:
            self.fault(f"{where[-1]}: expected one of {', '.join(member.value for member in kind)}", *where)
            return otherwise
        return kind(value)
