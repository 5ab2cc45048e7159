"""The `sources` of an `article.yaml`."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from knowledge.articles import Source
from knowledge.faults import Fault

if TYPE_CHECKING:
    from knowledge.lined_yaml import LinedValue

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")


def is_web_address(text: object) -> bool:
    """Whether it is an http(s) address with a host."""
    if not isinstance(text, str) or any(character.isspace() for character in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc


def read_sources(  # noqa: C901 - a list of rules, one after the other
    path: str, document: LinedValue
) -> tuple[tuple[Source, ...], list[Fault]]:
    """Read the list of sources, the first being the one that is shown."""
    faults: list[Fault] = []
    value = document.value.get("sources") or []
    if not isinstance(value, list):
        return (), [Fault(path, document.at("sources"), "sources: expected a list with url, title and date")]
    found = []
    for position, entry in enumerate(value):

        def fault(message: str, key: str = "", position: int = position) -> None:
            faults.append(Fault(path, document.at("sources", position, key), f"source: {message}"))

        if not isinstance(entry, dict):
            fault("expected url, title and date")
            continue
        for key in entry:
            if key not in ("url", "title", "date", "secondary"):
                fault(f"unknown key {key}", str(key))
        if not is_web_address(entry.get("url")):
            fault(f"url: {entry.get('url')!r} is not an http(s) web address", "url")
        if not isinstance(entry.get("title"), str) or not entry["title"].strip():
            fault("title is missing", "title")
        try:
            day = _read_date(entry.get("date"))
        except ValueError as error:
            fault(str(error), "date")
            day = None
        secondary = entry.get("secondary", False)
        found.append(Source(str(entry.get("url")), str(entry.get("title")), day, secondary=secondary is True))
    if found and all(source.secondary for source in found):
        faults.append(Fault(path, document.at("sources"), "sources: a secondary source never stands alone"))
    return tuple(found), faults


def _read_date(value: object) -> str | None:
    if value == "unknown":
        return None
    text = value.isoformat() if isinstance(value, date) else str(value)
    match = _DATE.fullmatch(text)
    if value is None or match is None:
        raise ValueError(f"date: expected YYYY-MM-DD, YYYY-MM, YYYY or unknown, found {value!r}")
    if match[3]:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"date: {text} does not exist") from None
    return text
