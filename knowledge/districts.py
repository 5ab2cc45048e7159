"""The 57 parts of Prague (městské části) and where their centres are, from `districts.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from knowledge.geography import Point
from nlu.yaml_text import load_yaml

_FILE = Path(__file__).with_name("districts.yml")


@dataclass(frozen=True, slots=True)
class District:
    """One part of Prague.

    Attributes:
        id: Such as `praha-libus`.
        name: Its official one, such as `Praha-Libuš`; the same in all languages.
    """

    id: str
    name: str
    centre: Point


@lru_cache(maxsize=1)
def districts() -> Mapping[str, District]:
    """All 57 by id, read once."""
    read = load_yaml(_FILE.read_text(encoding="utf-8"))
    return MappingProxyType(
        {key: District(key, row["name"], Point(row["latitude"], row["longitude"])) for key, row in read.items()}
    )


def district_called(name: str) -> District | None:
    """The one with this id or official name, by which it is found even where the name alone could mean another."""
    wanted = name.strip().casefold()
    return next((one for one in districts().values() if wanted in (one.id, one.name.casefold())), None)
