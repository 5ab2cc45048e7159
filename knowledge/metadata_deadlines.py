"""The `deadlines` of `article.yaml`: rules by which dates are counted, each fault with its line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from knowledge.articles import Counting, DeadlineRule
from knowledge.faults import Fault
from nlu.anchor_kinds import Anchor
from nlu.statuses import ResidenceStatus

if TYPE_CHECKING:
    from knowledge.lined_yaml import LinedValue

_KEYS = frozenset(["id", "anchor", "earliest", "latest", "days", "legal_basis", "applies_to", "fixed_date"])


def read_deadlines(path: str, document: LinedValue) -> tuple[tuple[DeadlineRule, ...], list[Fault]]:
    """Read the rules; those that could not be read are left out and have faults."""
    value = document.value.get("deadlines") or []
    if not isinstance(value, list):
        return (), [Fault(path, document.at("deadlines"), "deadlines: expected a list of rules")]
    rules: list[DeadlineRule] = []
    faults: list[Fault] = []
    for position, entry in enumerate(value):
        if not isinstance(entry, dict):
            message = "deadlines: expected id, anchor, earliest, latest, days, legal_basis"
            faults.append(Fault(path, document.at("deadlines", position), message))
            continue
        wrong = _wrong(entry)
        if entry.get("id") in [rule.id for rule in rules]:
            wrong["id"] = f"{entry['id']} stands twice"
        for key, message in wrong.items():
            faults.append(Fault(path, document.at("deadlines", position, key), f"deadlines: {key}: {message}"))
        if not wrong:
            rules.append(_rule(entry))
    return tuple(rules), faults


def _wrong(entry: dict[str, Any]) -> dict[str, str]:
    """What is wrong, by key."""
    wrong = {str(key): "unknown key" for key in entry if key not in _KEYS}
    for key in ("id", "legal_basis"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            wrong[key] = "expected a text"
    for key, chosen, choices in (
        ("anchor", entry.get("anchor"), Anchor),
        ("days", entry.get("days", Counting.CALENDAR.value), Counting),
    ):
        values = [choice.value for choice in choices]
        if chosen not in values:
            wrong[key] = f"expected one of {', '.join(values)}"
    statuses = entry.get("applies_to", [])
    known = [status.value for status in ResidenceStatus]
    if not isinstance(statuses, list) or any(status not in known for status in statuses):
        wrong["applies_to"] = "expected a list of statuses"
    return {**_wrong_bounds(entry.get("earliest"), entry.get("latest")), **_wrong_fixed_date(entry), **wrong}


def _wrong_bounds(earliest: object, latest: object) -> dict[str, str]:
    for key, bound in (("earliest", earliest), ("latest", latest)):
        # True is a number to Python.
        if isinstance(bound, bool) or not isinstance(bound, int | None):
            return {key: "expected a whole number"}
    if earliest is None and latest is None:
        return {"latest": "neither earliest nor latest is given"}
    if isinstance(earliest, int) and isinstance(latest, int) and latest < earliest:
        return {"latest": "before earliest"}
    return {}


def _wrong_fixed_date(entry: dict[str, Any]) -> dict[str, str]:
    day = entry.get("fixed_date")
    if day is not None and type(day) is not date:
        return {"fixed_date": f"expected a date that exists, YYYY-MM-DD, found {day!r}"}
    if (day is not None) != (entry.get("anchor") == Anchor.ROUND_END.value):
        return {"fixed_date": f"goes with the anchor {Anchor.ROUND_END.value}, and only with it"}
    return {}


def _rule(entry: dict[str, Any]) -> DeadlineRule:
    return DeadlineRule(
        id=entry["id"],
        anchor=Anchor(entry["anchor"]),
        earliest=entry.get("earliest"),
        latest=entry.get("latest"),
        counting=Counting(entry.get("days", "calendar")),
        legal_basis=entry["legal_basis"],
        applies_to=frozenset(map(ResidenceStatus, entry.get("applies_to", []))),
        fixed_date=entry.get("fixed_date"),
    )
