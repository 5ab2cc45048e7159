from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import choosing_places, places
from bot.conversation.composing import compose
from bot.conversation.nearby import map_url
from bot.conversation.outcomes import (
    Answer,
    Clarification,
    Command,
    CommandOutcome,
    Escalation,
    HandoffKind,
    Outcome,
    SmallTalk,
    Unknown,
    Urgent,
    WhoHelps,
)
from bot.conversation.scene import Scene
from knowledge.articles import DirectoryEntry
from knowledge.geography import Point
from nlu.acts import DialogueAct
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from nlu.urgency_kinds import UrgencyKind
from tests.builders.conversation import EXTEND, UNPAID, FakeKnowledge, a_scene, an_article, an_entry

MONDAY_NOON = datetime(2026, 11, 23, 11, 0, tzinfo=timezone.utc)
MIDNIGHT = datetime(2026, 11, 23, 23, 0, tzinfo=timezone.utc)
WENCESLAS_SQUARE = Point(50.081, 14.427)
OPEN, SHUT = "Mo-Su 08:00-20:00", "Mo-Su 20:00-21:00"


def a_place(entry_id: str, *, east: float = 0.0, **changes: Any) -> DirectoryEntry:
    """So many hundredths of a degree east of Wenceslas Square, each about 700 m; open at noon."""
    point = {"latitude": WENCESLAS_SQUARE.latitude, "longitude": WENCESLAS_SQUARE.longitude + east / 100}
    return an_entry(entry_id, **{"hours": OPEN, **point, **changes})


def scene_of(*entries: DirectoryEntry, **changes: Any) -> Scene:
    named = changes.pop("named", ())
    articles = {EXTEND: an_article(directory=tuple(named)), UNPAID: an_article(UNPAID, directory=())}
    knowledge = FakeKnowledge(articles=articles, directory={entry.id: entry for entry in entries})
    return a_scene(**{"knowledge": knowledge, "now": MONDAY_NOON, "point": WENCESLAS_SQUARE, **changes})


def nearest_ids(scene: Scene) -> list[str]:
    return [place.entry.id for place in choosing_places.nearest([scene.knowledge.articles[EXTEND]], scene)]


def test_open_ones_come_first_and_the_nearest_of_them_before_all() -> None:
    scene = scene_of(
        a_place("shut-near", east=1, hours=SHUT),
        a_place("open-far", east=5),
        a_place("open-near", east=3),
        a_place("unknown-far", east=4, hours=None),
    )
    assert nearest_ids(scene) == ["open-near", "open-far", "shut-near"]


def test_at_night_the_nearest_comes_first_whether_its_hours_are_known_or_not() -> None:
    scene = scene_of(a_place("far", east=5), a_place("near", east=1), a_place("unknown", east=3, hours=None))
    assert nearest_ids(Scene(scene.knowledge, scene.locale, scene.today, point=scene.point, now=MIDNIGHT)) == [
        "near",
        "unknown",
        "far",
    ]


def test_only_those_are_listed_who_serve_the_status() -> None:
    refugees = frozenset({ResidenceStatus.TEMPORARY_PROTECTION})
    entries = (a_place("refugees", east=1, serves=refugees), a_place("everyone", east=5))
    assert nearest_ids(scene_of(*entries, status=ResidenceStatus.EU_CITIZEN)) == ["everyone"]
    assert set(nearest_ids(scene_of(*entries))) == {"refugees", "everyone"}


def test_only_those_are_listed_who_speak_the_language_if_there_are_any() -> None:
    entries = (a_place("czech", east=1, languages=("cs",)), a_place("vietnamese", east=9, languages=("cs", "vi")))
    assert nearest_ids(scene_of(*entries, locale=Locale.VI)) == ["vietnamese"]
    assert nearest_ids(scene_of(entries[0], locale=Locale.VI)) == ["czech"]


def test_those_come_first_who_do_what_the_article_needs() -> None:
    scene = scene_of(
        a_place("drugs", east=1, services=("addiction_help",)),
        a_place("named", east=9, services=("legal_counselling",)),
        a_place("lawyer", east=5, services=("legal_counselling", "tutoring")),
        named=["named"],
    )
    assert nearest_ids(scene) == ["lawyer", "named", "drugs"]


def test_while_the_status_is_not_known_those_for_others_come_after_those_for_the_articles_readers() -> None:
    refugees = a_place("refugees", east=1, serves=frozenset({ResidenceStatus.TEMPORARY_PROTECTION}))
    workers = a_place("workers", east=5, serves=frozenset({ResidenceStatus.THIRD_COUNTRY_LONG_TERM}))
    assert nearest_ids(scene_of(refugees, workers)) == ["workers", "refugees"]


def test_offices_are_left_out_unless_the_article_names_them() -> None:
    entries = [a_place(kind, kind=kind, east=1) for kind in ("police", "state_office", "municipal_office")]
    assert nearest_ids(scene_of(*entries)) == []
    assert nearest_ids(scene_of(*entries, named=["state_office"])) == ["state_office"]


def test_what_is_far_from_prague_is_not_near() -> None:
    assert nearest_ids(scene_of(a_place("brno", latitude=49.2, longitude=16.61))) == []
    (message,) = places.nearest(Point(49.2, 16.61), scene_of(a_place("prague")))
    assert message.html == a_scene().texts.get("who.none")


def test_a_place_without_a_point_counts_from_the_middle_of_its_district_and_says_so() -> None:
    nowhere = {"latitude": None, "longitude": None, "address": None}
    scene = scene_of(
        a_place("libus", **nowhere, district="praha-libus", check_first=False),
        a_place("line", **nowhere, district=None),
    )
    assert nearest_ids(scene) == ["libus"]
    (message,) = places.nearest(WENCESLAS_SQUARE, scene)
    assert "Praha-Libuš, about 10 km away · open now, closes: 20:00" in message.html
    assert a_scene().texts.get("who.check") in message.html


def test_from_its_own_district_a_place_without_a_point_is_only_said_to_be_there() -> None:
    entry = a_place("libus", latitude=None, longitude=None, address=None, district="praha-libus")
    (message,) = places.beside(Unknown(), scene_of(entry, point=None, district="praha-libus"))
    assert "<b>Centre libus</b>\nPraha-Libuš · open now" in message.html


def test_a_listed_place_says_how_far_it_is_whether_it_is_open_and_where_on_the_map() -> None:
    (message,) = places.nearest(WENCESLAS_SQUARE, scene_of(a_place("near"), a_place("far", east=3)))
    assert "<b>Centre near</b>\nLess than 1 km away · open now, closes: 20:00\n" in message.html
    assert "<b>Centre far</b>\nAbout 2 km away · open now" in message.html
    assert '<a href="https://www.openstreetmap.org/?mlat=50.0810&amp;mlon=14.4270#map=17/50.0810/14.4270">map</a>' in (
        message.html
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"latitude": None, "longitude": None, "address": "Na Skalce 15, Praha 5"},
            "https://www.openstreetmap.org/search?query=Na+Skalce+15%2C+Praha+5",
            id="address",
        ),
        pytest.param({"latitude": None, "longitude": None, "address": None}, None, id="neither"),
        pytest.param(
            {"latitude": None, "longitude": None, "address": "P. O. Box 305", "district": None}, None, id="box"
        ),
    ],
)
def test_without_a_point_the_map_looks_for_the_address(changes: dict[str, Any], expected: str | None) -> None:
    assert map_url(an_entry(**changes)) == expected


@given(st.permutations([1, 2, 3, 4, 5, 6]), st.sampled_from([MONDAY_NOON, MIDNIGHT, None]))
def test_the_order_never_depends_on_the_order_of_the_directory(order: list[int], now: datetime | None) -> None:
    entries = {
        1: a_place("a", east=1),
        2: a_place("b", east=1),
        3: a_place("c", east=2, hours=SHUT),
        4: a_place("d", east=2, hours=None, services=("tutoring",)),
        5: a_place("e", latitude=None, longitude=None, district="praha-1"),
        6: a_place("f", east=4, kind="ngo"),
    }
    shuffled = scene_of(*(entries[one] for one in order), now=now)
    sorted_one = scene_of(*entries.values(), now=now)
    assert nearest_ids(shuffled) == nearest_ids(sorted_one)
    human = Escalation(HandoffKind.HUMAN)
    assert compose(human, shuffled) == compose(human, sorted_one)


@pytest.mark.parametrize(
    "outcome",
    [Urgent(UrgencyKind.MEDICAL_EMERGENCY), SmallTalk(DialogueAct.GREET), CommandOutcome(Command.HELP)],
    ids=lambda outcome: type(outcome).__name__,
)
def test_a_card_of_danger_and_words_that_answer_nothing_stand_alone(outcome: Outcome) -> None:
    assert places.beside(outcome, scene_of(a_place("near"), point=None, district="praha-1")) == ()


@pytest.mark.parametrize(
    "outcome", [Answer(EXTEND), Clarification((EXTEND, UNPAID)), Unknown()], ids=lambda outcome: type(outcome).__name__
)
def test_beside_an_answer_stand_the_nearest_places_to_the_district(outcome: Outcome) -> None:
    (message,) = places.beside(outcome, scene_of(a_place("near"), point=None, district="praha-1"))
    assert message.html.startswith("<b>Nearest places: Praha 1</b>")
    assert places.beside(outcome, scene_of(a_place("near"), point=None)) == ()


@pytest.mark.parametrize("outcome", [WhoHelps(EXTEND), Escalation(HandoffKind.HUMAN)], ids=["who", "human"])
def test_who_helps_is_ordered_by_distance_from_the_district_and_not_said_twice(outcome: Outcome) -> None:
    zizkov = a_place("zizkov", latitude=50.085, longitude=14.46, district="praha-2")
    entries = (a_place("centre", latitude=50.05, longitude=14.42), zizkov)
    scene = scene_of(*entries, named=["centre", "zizkov"], point=None, district="praha-3")
    (message,) = compose(outcome, scene)
    assert message.html.index("Centre zizkov") < message.html.index("Centre centre")
    assert places.beside(outcome, scene) == ()
    assert [place.entry.id for place in choosing_places.beside(outcome, scene)] == ["zizkov", "centre"]


def test_after_a_card_of_danger_the_nearest_who_understand_it_come_first() -> None:
    scene = scene_of(
        a_place("general", east=1),
        a_place("victims", east=5, services=("victims_help",), kind="ngo"),
        urgency=UrgencyKind.DOMESTIC_VIOLENCE,
        article=None,
    )
    (message,) = places.nearest(WENCESLAS_SQUARE, scene)
    assert message.html.index("Centre victims") < message.html.index("Centre general")
