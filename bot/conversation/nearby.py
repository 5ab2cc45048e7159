"""Where a place of the directory is, how far away and whether it is open: what nearest ones are ranked by. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from bot.conversation.opening import Opening, opening_at
from knowledge.districts import districts
from knowledge.geography import Point, distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from knowledge.articles import DirectoryEntry

_MAP = "https://www.openstreetmap.org"
_ZOOM = 17


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the directory as seen from somewhere at some moment.

    Attributes:
        distance_km: As the crow flies; None where it is not known from where, or where the entry is.
        is_rough: Only its district is known, so that the distance is that of the district's centre.
        opening: None where its hours or the moment are not known.
    """

    entry: DirectoryEntry
    distance_km: float | None = None
    is_rough: bool = False
    opening: Opening | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is known to be open."""
        return self.opening is not None and self.opening.is_open

    @property
    def nearness(self) -> tuple[bool, float, str]:
        """For sorting: open ones first, nearest first, those that are nowhere last; never by the order they came in."""
        return (not self.is_open, float("inf") if self.distance_km is None else self.distance_km, self.entry.id)


def seen_from(origin: Point | None, entries: Iterable[DirectoryEntry], moment: datetime | None) -> list[Place]:
    """Each entry as a place, in the same order; without an origin nothing is said about distances."""
    return [_seen(origin, entry, moment) for entry in entries]


def map_url(entry: DirectoryEntry) -> str | None:
    """Where a map shows it: its point, else a search for its address; None where neither is known."""
    if entry.latitude is not None and entry.longitude is not None:
        latitude, longitude = f"{entry.latitude:.4f}", f"{entry.longitude:.4f}"
        return f"{_MAP}/?mlat={latitude}&mlon={longitude}#map={_ZOOM}/{latitude}/{longitude}"
    # An address in no district is a post-office box, which no map shows.
    is_somewhere = entry.address is not None and entry.district is not None
    return f"{_MAP}/search?query={quote_plus(entry.address or '')}" if is_somewhere else None


def _seen(origin: Point | None, entry: DirectoryEntry, moment: datetime | None) -> Place:
    opening = None if moment is None else opening_at(entry.hours, moment)
    if origin is None:
        return Place(entry, opening=opening)
    if entry.latitude is not None and entry.longitude is not None:
        there = Point(entry.latitude, entry.longitude)
        return Place(entry, distance_km(origin, there), opening=opening)
    district = districts().get(entry.district or "")
    if district is None:
        return Place(entry, opening=opening)
    return Place(entry, distance_km(origin, district.centre), is_rough=True, opening=opening)
