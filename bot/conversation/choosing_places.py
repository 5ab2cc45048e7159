"""Which organisations and offices of the directory a reader is sent to, and in which order. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.nearby import Place, seen_from
from bot.conversation.outcomes import AboutArticle, Clarification, Escalation, HandoffKind, Outcome, Unknown, WhoHelps
from nlu.statuses import ResidenceStatus
from nlu.urgency_kinds import UrgencyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.conversation.scene import Scene
    from knowledge.articles import Article, DirectoryEntry

_SHOWN = 4
_SPEAKERS_SHOWN = 2
_NEAREST_SHOWN = 3
_NEAR_KM = 30.0
_CONFIDENTIAL = ("integration_centre", "ngo")
_SERVICES = {
    HandoffKind.HUMAN: ("social_counselling",),
    HandoffKind.INTERPRETER: ("intercultural_work", "interpreting"),
    HandoffKind.LAWYER: ("legal_counselling",),
    HandoffKind.APPOINTMENT: ("social_counselling",),
}
_SERVICES_FOR_ANYTHING = frozenset({"social_counselling", "legal_counselling", "intercultural_work"})
"""What helps with whatever it is, where it is not known what is needed."""
_SERVICES_IN_DANGER = {
    UrgencyKind.SELF_HARM: ("psych_support", "crisis_help"),
    UrgencyKind.DOMESTIC_VIOLENCE: ("victims_help", "crisis_help"),
    UrgencyKind.TRAFFICKING_EXPLOITATION: ("trafficking_help", "victims_help"),
    UrgencyKind.HATE_VIOLENCE: ("hate_crime_help", "victims_help"),
    UrgencyKind.MEDICAL_EMERGENCY: ("health_help", "intercultural_work"),
    UrgencyKind.CHILD_IN_DANGER: ("family_support", "crisis_help"),
    UrgencyKind.HOMELESS_TONIGHT: ("shelter", "housing_help"),
}


def named_by(article: Article, scene: Scene) -> list[Place]:
    """Those that the article names."""
    return _best(_named((article,), scene), scene)


def able_to(kind: HandoffKind, scene: Scene) -> list[Place]:
    """Humans of this kind; after a card of danger, those who understand that trouble come first."""
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
    return _best(able, scene, services=services)


def nearest(articles: Iterable[Article], scene: Scene) -> list[Place]:
    """The nearest to where the reader is who serve them, speak their language and help with what these articles need.

    Offices of the state are left out unless an article names them: not everyone wants to be near one.
    """
    articles = tuple(articles)
    named = _named(articles, scene)
    needed = frozenset(service for entry in named for service in entry.services)
    if scene.urgency is not None:
        needed |= frozenset(_SERVICES_IN_DANGER[scene.urgency])
    needed = needed or _SERVICES_FOR_ANYTHING
    ids = frozenset(entry.id for entry in named)

    # While the status is not known, an article is for somebody all the same.
    readers = frozenset[ResidenceStatus]() if scene.status else _readers(articles)

    def is_unfit(place: Place) -> bool:
        entry = place.entry
        is_for_others = bool(readers and entry.serves) and not readers & entry.serves
        return entry.id not in ids and (is_for_others or not needed.intersection(entry.services))

    entries = (entry for entry in scene.knowledge.directory.values() if entry.id in ids or entry.kind in _CONFIDENTIAL)
    serving = [entry for entry in entries if _serves(entry, scene)]
    speaking = [entry for entry in serving if _speaks(entry, scene)] or serving
    near = (
        place
        for place in seen_from(scene.origin, speaking, scene.now)
        if place.distance_km is not None and place.distance_km <= _NEAR_KM
    )
    return sorted(near, key=lambda place: (is_unfit(place), place.nearness))[:_NEAREST_SHOWN]


def beside(outcome: Outcome, scene: Scene) -> list[Place]:
    """The places that belong to the reply for a reader whose district is known; none where it needs none.

    A card of danger stays alone, and so do words that answer nothing.
    """
    articles = scene.knowledge.articles
    if scene.origin is None:
        return []
    if isinstance(outcome, WhoHelps):
        return named_by(articles[outcome.article], scene) if outcome.article in articles else []
    if isinstance(outcome, Escalation):
        return able_to(outcome.kind, scene)
    if isinstance(outcome, AboutArticle):
        return nearest([articles[outcome.article]] if outcome.article in articles else [], scene)
    if isinstance(outcome, Clarification):
        return nearest([articles[one] for one in outcome.articles if one in articles], scene)
    return nearest((), scene) if isinstance(outcome, Unknown) else []


def _best(entries: Iterable[DirectoryEntry], scene: Scene, *, services: tuple[str, ...] = ()) -> list[Place]:
    def rank(place: Place) -> tuple[int, bool, bool, float, int, int, str]:
        entry = place.entry
        wanted = min((services.index(one) for one in entry.services if one in services), default=0)
        # In danger the kind of help counts before anything else, otherwise the language does.
        first = wanted if scene.urgency is not None else 0
        # Without a place to start from, being open now is no reason to come first: people plan.
        is_later, distance, _ = place.nearness if scene.origin is not None else (False, 0.0, "")
        kind = _CONFIDENTIAL.index(entry.kind) if entry.kind in _CONFIDENTIAL else len(_CONFIDENTIAL)
        return (first, not _speaks(entry, scene), is_later, distance, kind, -len(entry.languages), entry.id)

    serving = (entry for entry in entries if _serves(entry, scene))
    return _with_speakers(sorted(seen_from(scene.origin, serving, scene.now), key=rank), scene)


def _with_speakers(ranked: list[Place], scene: Scene) -> list[Place]:
    """The first few, but never only such as do not speak the reader's language where others do."""
    shown, rest = ranked[:_SHOWN], ranked[_SHOWN:]
    if any(_speaks(place.entry, scene) for place in shown):
        return shown
    speakers = [place for place in rest if _speaks(place.entry, scene)][:_SPEAKERS_SHOWN]
    return [*shown[: _SHOWN - len(speakers)], *speakers]


def _named(articles: Iterable[Article], scene: Scene) -> list[DirectoryEntry]:
    directory = scene.knowledge.directory
    return [directory[one] for article in articles for one in article.directory if one in directory]


def _readers(articles: Sequence[Article]) -> frozenset[ResidenceStatus]:
    """Whom these articles are for; empty where one of them is for everyone."""
    if not all(article.applies_to for article in articles):
        return frozenset()
    return frozenset(status for article in articles for status in article.applies_to)


def _speaks(entry: DirectoryEntry, scene: Scene) -> bool:
    return scene.locale.value in entry.languages


def _serves(entry: DirectoryEntry, scene: Scene) -> bool:
    return not entry.serves or scene.status is None or scene.status in entry.serves
