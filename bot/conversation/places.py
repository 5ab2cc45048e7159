"""Who helps: organisations from the directory as a person reads them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.conversation import choosing_places
from bot.conversation.markup import escape, link, phone_link
from bot.conversation.nearby import Place, map_url
from bot.conversation.opening import show_hours, show_opening
from bot.conversation.outcomes import Escalation, HandoffKind, Outcome, WhoHelps
from bot.conversation.replies import Message, Reply
from knowledge.districts import districts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.scene import Scene
    from knowledge.articles import Article, DirectoryEntry
    from knowledge.geography import Point

_SERVICES_SHOWN = 4


def who_helps(article: Article, scene: Scene) -> Reply:
    """Organisations named by the article, nearest first where it is known where the reader is."""
    return _listing(scene.texts.get("who.title"), choosing_places.named_by(article, scene), scene)


def escalation(kind: HandoffKind, scene: Scene) -> Reply:
    """Where to reach a human of this kind."""
    return _listing(scene.texts.get(f"escalation.{kind.value}"), choosing_places.able_to(kind, scene), scene)


def nearest(point: Point, scene: Scene) -> Reply:
    """The organisations nearest to a point that the reader showed, with a thought for what was just talked about."""
    article = scene.knowledge.articles.get(scene.article or "")
    scene = replace(scene, point=point)
    found = choosing_places.nearest([] if article is None else [article], scene)
    return _listing(scene.texts.get("who.nearest"), found, scene)


def beside(outcome: Outcome, scene: Scene) -> Reply:
    """What is added to a reply for a reader whose district is known; nothing where the reply lists places itself."""
    found = [] if isinstance(outcome, WhoHelps | Escalation) else choosing_places.beside(outcome, scene)
    if not found:
        return ()
    district = districts().get(scene.district or "")
    title = scene.texts.get("who.nearest_to", district=escape(district.name if district else ""))
    return _listing(title if district else scene.texts.get("who.nearest"), found, scene)


def _listing(title: str, places: Sequence[Place], scene: Scene) -> Reply:
    if not places:
        return (Message(scene.texts.get("who.none")),)
    return (Message("\n\n".join((title, *(_card(place, scene) for place in places)))),)


def _card(place: Place, scene: Scene) -> str:
    texts, entry = scene.texts, place.entry
    services = [texts.get(f"service.{one}") for one in entry.services if texts.has(f"service.{one}")]
    facts = [
        ("who.services", escape(", ".join(services[:_SERVICES_SHOWN]))),
        ("who.languages", escape(_languages(entry, scene))),
        ("who.address", _address(entry, scene)),
        ("who.phone", ", ".join(phone_link(phone) for phone in entry.phones)),
        ("who.email", ", ".join(link(f"mailto:{email}", email) for email in entry.emails)),
        ("who.hours", escape(show_hours(entry.hours, scene.locale) if entry.hours else "")),
        ("who.web", link(entry.web, urlsplit(entry.web).hostname or entry.web) if entry.web else ""),
    ]
    lines = [f"<b>{escape(entry.name_in(scene.locale))}</b>"]
    if at_once := _at_once(place, scene):
        lines.append(at_once)
    lines += [texts.get(key, value=value) for key, value in facts if value]
    if entry.cost is not None and texts.has(f"who.cost_{entry.cost}"):
        lines.append(texts.get(f"who.cost_{entry.cost}"))
    if entry.check_first or place.is_rough:
        lines.append(f"<i>{texts.get('who.check')}</i>")
    return "\n".join(lines)


def _at_once(place: Place, scene: Scene) -> str:
    """How far it is and whether it is open, in one line; empty where neither is known."""
    said = []
    if place.distance_km is not None:
        said.append(_distance(place, place.distance_km, scene))
    if place.opening is not None and scene.now is not None:
        said.append(escape(show_opening(place.opening, scene.now, scene.locale)))
    line = " · ".join(said)
    return line[:1].upper() + line[1:]


def _distance(place: Place, distance_km: float, scene: Scene) -> str:
    from babel.numbers import format_decimal

    district = districts().get(place.entry.district or "") if place.is_rough else None
    name = [] if district is None else [escape(district.name)]
    whole_km = round(distance_km)
    if whole_km >= 1:
        km = str(format_decimal(whole_km, locale=scene.locale.value))
        return ", ".join((*name, scene.texts.get("who.distance", km=km)))
    # The centre of a district is not the place itself: "less than a kilometre" would be more than is known.
    return ", ".join(name or [scene.texts.get("who.distance_short")])


def _address(entry: DirectoryEntry, scene: Scene) -> str:
    address, url = escape(entry.address or ""), map_url(entry)
    return f"{address} · {link(url, scene.texts.get('who.map'))}" if address and url else address


def _languages(entry: DirectoryEntry, scene: Scene) -> str:
    from babel import Locale as BabelLocale

    names = BabelLocale.parse(scene.locale.value).languages
    # The reader's own language first, so that it is seen at once.
    order = sorted(entry.languages, key=lambda code: code != scene.locale.value)
    return ", ".join(names[code] for code in order if code in names)
