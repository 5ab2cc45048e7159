"""Who helps: organisations from the directory, those first that fit the reader."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.conversation.markup import escape, link, phone_link
from bot.conversation.opening import show_hours
from bot.conversation.outcomes import HandoffKind
from bot.conversation.replies import Message, Reply
from nlu.urgency_kinds import UrgencyKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.conversation.scene import Scene
    from knowledge.articles import Article, DirectoryEntry

_SHOWN = 4
_SPEAKERS_SHOWN = 2
_SERVICES_SHOWN = 4
_NEAREST_SHOWN = 3
_CONFIDENTIAL = ("integration_centre", "ngo")
_SERVICES = {
    HandoffKind.HUMAN: ("social_counselling",),
    HandoffKind.INTERPRETER: ("intercultural_work", "interpreting"),
    HandoffKind.LAWYER: ("legal_counselling",),
    HandoffKind.APPOINTMENT: ("social_counselling",),
}
_SERVICES_IN_DANGER = {
    UrgencyKind.SELF_HARM: ("psych_support", "crisis_help"),
    UrgencyKind.DOMESTIC_VIOLENCE: ("victims_help", "crisis_help"),
    UrgencyKind.TRAFFICKING_EXPLOITATION: ("trafficking_help", "victims_help"),
    UrgencyKind.HATE_VIOLENCE: ("hate_crime_help", "victims_help"),
    UrgencyKind.MEDICAL_EMERGENCY: ("health_help", "intercultural_work"),
    UrgencyKind.CHILD_IN_DANGER: ("family_support", "crisis_help"),
    UrgencyKind.HOMELESS_TONIGHT: ("shelter", "housing_help"),
}


def who_helps(article: Article, scene: Scene) -> Reply:
    """Organisations named by the article."""
    entries = [scene.knowledge.directory[one] for one in article.directory if one in scene.knowledge.directory]
    return _listing(scene.texts.get("who.title"), _best(entries, scene), scene)


def escalation(kind: HandoffKind, scene: Scene) -> Reply:
    """Where to reach a human of this kind; after a card of danger, those who understand that trouble come first."""
    services = _SERVICES[kind]
    if scene.urgency is not None and kind is HandoffKind.HUMAN:
        services = (*_SERVICES_IN_DANGER[scene.urgency], *services)
    # In danger lines and shelters help too; offices and police are never where we send people for a talk.
    kinds = (*_CONFIDENTIAL, "crisis_line", "health") if scene.urgency is not None else _CONFIDENTIAL
    able = [
        entry
        for entry in scene.knowledge.directory.values()
        if set(services) & set(entry.services) and entry.kind in kinds
    ]
    if kind is HandoffKind.APPOINTMENT:
        able = [entry for entry in able if entry.kind == "integration_centre"] or able
    return _listing(scene.texts.get(f"escalation.{kind.value}"), _best(able, scene, services=services), scene)


def nearest(latitude: float, longitude: float, scene: Scene) -> Reply:
    """The organisations nearest to a place; offices are left out, since not everyone wants to be near one."""

    def distance(entry: DirectoryEntry) -> float:
        east = (entry.longitude or 0.0) - longitude
        north = (entry.latitude or 0.0) - latitude
        return math.hypot(north, east * math.cos(math.radians(latitude)))

    placed = (entry for entry in scene.knowledge.directory.values() if entry.latitude is not None and entry.address)
    near = sorted((entry for entry in placed if entry.kind in _CONFIDENTIAL and _serves(entry, scene)), key=distance)
    return _listing(scene.texts.get("who.nearest"), near[:_NEAREST_SHOWN], scene)


def _best(entries: Iterable[DirectoryEntry], scene: Scene, *, services: tuple[str, ...] = ()) -> list[DirectoryEntry]:
    def rank(entry: DirectoryEntry) -> tuple[int, bool, bool, int, int, str]:
        wanted = min((services.index(one) for one in entry.services if one in services), default=0)
        # In danger the kind of help counts before anything else, otherwise the language does.
        first = wanted if scene.urgency is not None else 0
        kind = _CONFIDENTIAL.index(entry.kind) if entry.kind in _CONFIDENTIAL else len(_CONFIDENTIAL)
        is_far = scene.district is not None and entry.district != scene.district
        return (first, not _speaks(entry, scene), is_far, kind, -len(entry.languages), entry.id)

    return _with_speakers(sorted((entry for entry in entries if _serves(entry, scene)), key=rank), scene)


def _with_speakers(ranked: list[DirectoryEntry], scene: Scene) -> list[DirectoryEntry]:
    """The first few, but never only such as do not speak the reader's language where others do."""
    shown, rest = ranked[:_SHOWN], ranked[_SHOWN:]
    if any(_speaks(entry, scene) for entry in shown):
        return shown
    speakers = [entry for entry in rest if _speaks(entry, scene)][:_SPEAKERS_SHOWN]
    return [*shown[: _SHOWN - len(speakers)], *speakers]


def _speaks(entry: DirectoryEntry, scene: Scene) -> bool:
    return scene.locale.value in entry.languages


def _serves(entry: DirectoryEntry, scene: Scene) -> bool:
    return not entry.serves or scene.status is None or scene.status in entry.serves


def _listing(title: str, entries: list[DirectoryEntry], scene: Scene) -> Reply:
    if not entries:
        return (Message(scene.texts.get("who.none")),)
    return (Message("\n\n".join((title, *(_entry(entry, scene) for entry in entries)))),)


def _entry(entry: DirectoryEntry, scene: Scene) -> str:
    texts = scene.texts
    services = [texts.get(f"service.{one}") for one in entry.services if texts.has(f"service.{one}")]
    facts = [
        ("who.services", escape(", ".join(services[:_SERVICES_SHOWN]))),
        ("who.languages", escape(_languages(entry, scene))),
        ("who.address", escape(entry.address or "")),
        ("who.phone", ", ".join(phone_link(phone) for phone in entry.phones)),
        ("who.email", ", ".join(link(f"mailto:{email}", email) for email in entry.emails)),
        ("who.hours", escape(show_hours(entry.hours, scene.locale) if entry.hours else "")),
        ("who.web", link(entry.web, urlsplit(entry.web).hostname or entry.web) if entry.web else ""),
    ]
    lines = [f"<b>{escape(entry.name_in(scene.locale))}</b>"]
    lines += [texts.get(key, value=value) for key, value in facts if value]
    if entry.cost is not None and texts.has(f"who.cost_{entry.cost}"):
        lines.append(texts.get(f"who.cost_{entry.cost}"))
    if entry.check_first:
        lines.append(f"<i>{texts.get('who.check')}</i>")
    return "\n".join(lines)


def _languages(entry: DirectoryEntry, scene: Scene) -> str:
    from babel import Locale as BabelLocale

    names = BabelLocale.parse(scene.locale.value).languages
    # The reader's own language first, so that it is seen at once.
    order = sorted(entry.languages, key=lambda code: code != scene.locale.value)
    return ", ".join(names[code] for code in order if code in names)
