"""The directory of organisations and offices: `knowledge/directory/<kind>.yaml`, a list of entries in each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from knowledge.article_folder import read_text
from knowledge.articles import DirectoryEntry, Source
from knowledge.directory_words import COSTS, KINDS, LANGUAGES, SERVICES
from knowledge.districts import districts
from knowledge.faults import Fault
from knowledge.figures import is_phone
from knowledge.lined_yaml import UnreadableYaml, read_yaml
from knowledge.metadata_sources import is_web_address
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.content_tree import ContentTree

_KEYS = frozenset(
    [
        "id",
        "name",
        "services",
        "serves",
        "languages",
        "address",
        "district",
        "latitude",
        "longitude",
        "phones",
        "emails",
        "web",
        "hours",
        "cost",
        "source",
        "check_first",
    ]
)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]+")
_AROUND_PRAGUE = (48.5, 51.1, 12.0, 18.9)  # Czechia, by degrees


def read_directory(tree: ContentTree) -> tuple[dict[str, DirectoryEntry], frozenset[str], list[Fault]]:
    """Read every file of the directory.

    Returns:
        Entries without faults by id, the ids of all entries, and the faults.
    """
    entries: dict[str, DirectoryEntry] = {}
    ids: set[str] = set()
    faults: list[Fault] = []
    for path in sorted(tree.directory.glob("*.yaml")):
        shown = tree.shown(path)
        if path.stem not in KINDS:
            faults.append(Fault(shown, 1, f"unknown kind {path.stem}; allowed: {', '.join(sorted(KINDS))}"))
        text, unreadable = read_text(path, shown)
        faults += unreadable
        if text is None:
            continue
        try:
            document = read_yaml(text)
        except UnreadableYaml as error:
            faults.append(Fault(shown, error.line, f"not readable as YAML: {error.reason}"))
            continue
        if not isinstance(document.value, list):
            faults.append(Fault(shown, 1, "expected a list of entries"))
            continue
        for position, entry in enumerate(document.value):
            if not isinstance(entry, dict) or not _ID.fullmatch(str(entry.get("id"))):
                faults.append(
                    Fault(shown, document.at(position), "expected an entry with an id such as icp-headquarters")
                )
                continue
            if entry["id"] in ids:
                faults.append(Fault(shown, document.at(position, "id"), f"the id {entry['id']} stands twice"))
            ids.add(entry["id"])
            found = [Fault(shown, document.at(position, key), f"{entry['id']}: {why}") for key, why in _wrong(entry)]
            faults += found
            if not found:
                entries[entry["id"]] = _entry(path.stem, entry)
    return entries, frozenset(ids), faults


def _wrong(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:  # noqa: C901 - a list of rules
    """Keys that do not hold, with the reason."""
    for key in entry:
        if key not in _KEYS:
            yield str(key), f"unknown key {key}"
    name = entry.get("name")
    if not isinstance(name, dict) or not {"cs", "en"} <= name.keys() or not all(map(Locale.from_code, name)):
        yield "name", "name: expected at least cs and en, and only our languages"
    for key, allowed in _LISTS.items():
        values = entry.get(key, [])
        if not isinstance(values, list):
            yield key, f"{key}: expected a list"
            continue
        for value in values:
            if value not in allowed:
                yield key, f"{key}: unknown {value!r}"
    yield from _wrong_contacts(entry)
    if entry.get("district") is not None and entry["district"] not in districts():
        yield "district", f"district: unknown {entry['district']!r}"
    if entry.get("cost") is not None and entry["cost"] not in COSTS:
        yield "cost", f"cost: expected one of {', '.join(sorted(COSTS))}"
    if not isinstance(entry.get("check_first", False), bool):
        yield "check_first", "check_first: expected true or false"
    south, north, west, east = _AROUND_PRAGUE
    for key, least, most in (("latitude", south, north), ("longitude", west, east)):
        value = entry.get(key)
        if value is not None and not (isinstance(value, float) and least <= value <= most):
            yield key, f"{key}: expected degrees within Czechia, found {value!r}"


def _wrong_contacts(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for phone in entry.get("phones") or []:
        if not isinstance(phone, str) or not is_phone(phone):
            yield "phones", f"phones: {phone!r} is not a phone number in quotes"
    for email in entry.get("emails") or []:
        if not isinstance(email, str) or not _EMAIL.fullmatch(email):
            yield "emails", f"emails: {email!r} is not an e-mail address"
    if entry.get("web") is not None and not is_web_address(entry["web"]):
        yield "web", f"web: {entry['web']!r} is not an http(s) web address"
    if entry.get("hours") is not None and not _are_hours(entry["hours"]):
        yield "hours", f"hours: {entry['hours']!r} is not in OpenStreetMap's opening_hours form"
    source = entry.get("source")
    if source is not None and (not isinstance(source, dict) or not is_web_address(source.get("url"))):
        yield "source", "source: expected url (http or https), title and date"
    if not (entry.get("phones") or entry.get("web")):
        yield "web", "neither web nor phone: nobody could reach it"


def _are_hours(text: object) -> bool:
    import opening_hours

    if not isinstance(text, str):
        return False
    # The package's types leave out its errors.
    unparsable: type[Exception] = vars(opening_hours)["ParserError"]
    try:
        opening_hours.OpeningHours(text)
    except unparsable:
        return False
    return True


_LISTS = {
    "services": SERVICES,
    "serves": frozenset({"any", *(status.value for status in ResidenceStatus)}),
    "languages": LANGUAGES,
}


def _entry(kind: str, entry: dict[str, Any]) -> DirectoryEntry:
    source = entry.get("source")
    serves = entry.get("serves") or ["any"]
    return DirectoryEntry(
        id=entry["id"],
        kind=kind,
        name={Locale(code): text for code, text in entry["name"].items()},
        services=tuple(entry.get("services") or ()),
        serves=frozenset() if "any" in serves else frozenset(map(ResidenceStatus, serves)),
        languages=tuple(entry.get("languages") or ()),
        address=entry.get("address"),
        district=entry.get("district"),
        latitude=entry.get("latitude"),
        longitude=entry.get("longitude"),
        phones=tuple(entry.get("phones") or ()),
        emails=tuple(entry.get("emails") or ()),
        web=entry.get("web"),
        hours=entry.get("hours"),
        cost=entry.get("cost"),
        source=Source(source["url"], source["title"], source.get("date")) if source else None,
        check_first=bool(entry.get("check_first", False)),
    )
