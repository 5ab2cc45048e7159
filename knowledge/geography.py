"""Points on the ground and how far apart they are; good for a city, not for a globe."""

from __future__ import annotations

import math
from dataclasses import dataclass

_KM_OF_A_DEGREE = 111.2
_POLE = 90
_ANTIMERIDIAN = 180


@dataclass(frozen=True, slots=True)
class Point:
    """A place in degrees, WGS 84.

    Raises:
        ValueError: It is nowhere on earth.
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        """Check the degrees."""
        # Written so that "not a number" fails as well.
        if not (abs(self.latitude) <= _POLE and abs(self.longitude) <= _ANTIMERIDIAN):
            raise ValueError("degrees that are nowhere on earth")


def distance_km(one: Point, other: Point) -> float:
    """How far it is as the crow flies; within Prague right to a few metres."""
    middle = math.radians((one.latitude + other.latitude) / 2)
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * math.cos(middle)
    return math.hypot(north, east) * _KM_OF_A_DEGREE
