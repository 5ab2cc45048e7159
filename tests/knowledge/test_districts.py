import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.content_tree import ContentTree
from knowledge.directory_files import read_directory
from knowledge.districts import District, district_called, districts
from knowledge.geography import Point, distance_km
from nlu.folding import fold

_PRAGUE = (49.94, 50.18, 14.22, 14.71)
_LEAST_APART_KM = 1.0


def test_prague_has_twenty_two_numbered_parts_and_thirty_five_named_ones() -> None:
    numbered = [one for one in districts().values() if one.id.removeprefix("praha-").isdecimal()]
    assert (len(numbered), len(districts())) == (22, 57)


@pytest.mark.parametrize("district", districts().values(), ids=lambda district: district.id)
def test_a_part_lies_in_prague_under_an_id_made_of_its_name(district: District) -> None:
    south, north, west, east = _PRAGUE
    assert south < district.centre.latitude < north
    assert west < district.centre.longitude < east
    assert district.id == fold(district.name).replace(" ", "-")


def test_no_two_parts_have_one_centre() -> None:
    pairs = itertools.combinations(districts().values(), 2)
    assert [(one.id, other.id) for one, other in pairs if distance_km(one.centre, other.centre) < _LEAST_APART_KM] == []


def test_a_part_is_found_by_its_id_and_its_official_name_only() -> None:
    found = [district_called(name) for name in ("praha-libus", " Praha-Libuš ", "PRAHA 4", "Sapa")]
    assert [one and one.id for one in found] == ["praha-libus", "praha-libus", "praha-4", None]


def test_a_known_distance_is_right() -> None:
    # Prague Castle to Vyšehrad, about 3.1 km on the map.
    assert distance_km(Point(50.0911, 14.4016), Point(50.0644, 14.4180)) == pytest.approx(3.19, abs=0.1)


@given(st.tuples(st.floats(49.9, 50.2), st.floats(14.2, 14.8)), st.tuples(st.floats(49.9, 50.2), st.floats(14.2, 14.8)))
def test_a_distance_is_the_same_there_and_back(one: tuple[float, float], other: tuple[float, float]) -> None:
    assert distance_km(Point(*one), Point(*other)) == distance_km(Point(*other), Point(*one))


@pytest.mark.parametrize("degrees", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 14.0), (50.0, float("inf"))])
def test_a_point_that_is_nowhere_on_earth_is_refused(degrees: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="nowhere on earth"):
        Point(*degrees)


def test_every_entry_with_a_point_lies_in_its_district_or_beside_it() -> None:
    far = []
    for entry in read_directory(ContentTree())[0].values():
        district = districts().get(entry.district or "")
        if district is not None and entry.latitude is not None and entry.longitude is not None:
            away = distance_km(Point(entry.latitude, entry.longitude), district.centre)
            far += [f"{entry.id}: {away:.1f} km"] if away > 5 else []
    assert far == []
