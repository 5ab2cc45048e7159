from functools import cache

import pytest

from knowledge.districts import District, districts
from nlu.bare_district import is_district_alone, is_district_name
from nlu.lexicon_files import read_terms
from nlu.marking import EntityMarker


@cache
def a_marker() -> EntityMarker:
    return EntityMarker()


def districts_in(text: str) -> list[str]:
    return [entity.value for entity in a_marker().mark(text) if entity.kind == "district"]


@pytest.mark.parametrize("district", districts().values(), ids=lambda district: district.id)
def test_every_part_of_prague_is_recognised_by_its_official_name(district: District) -> None:
    name = district.name
    for written in (name, name.lower(), name.replace("-", " "), f"bydlím v {name}, prosím"):
        assert districts_in(written) == [district.id]


@pytest.mark.parametrize(
    ("text", "district"),
    [
        pytest.param("kdo mi pomůže na Žižkově", "praha-3", id="cs inflected"),
        pytest.param("bydlim na zizkove", "praha-3", id="cs bare"),
        pytest.param("jsem z Vinohrad", "praha-2", id="cs genitive"),
        pytest.param("hledám pomoc v Karlíně", "praha-8", id="cs Karlín"),
        pytest.param("na jižním městě", "praha-11", id="cs Jižní Město"),
        pytest.param("žijeme na Hájích", "praha-11", id="cs Háje"),
        pytest.param("na Černém Mostě", "praha-14", id="cs Černý Most"),
        pytest.param("ve Stodůlkách", "praha-13", id="cs Stodůlky"),
        pytest.param("v Troji", "praha-troja", id="cs Troja"),
        pytest.param("v sapě na libuši", "praha-libus", id="cs Sapa"),
        pytest.param("v Řepích", "praha-17", id="cs Řepy"),
        pytest.param("na Andělu", "praha-5", id="cs Anděl"),
        pytest.param("na Zličíně", "praha-zlicin", id="cs Zličín"),
        pytest.param("who can help me in Zizkov", "praha-3", id="en bare"),
        pytest.param("I live near the Sapa market", "praha-libus", id="en Sapa"),
        pytest.param("we are in Cerny Most", "praha-14", id="en Černý Most"),
        pytest.param("a flat at Andel", "praha-5", id="en Anděl"),
        pytest.param("I'm in Letnany", "praha-18", id="en Letňany"),
        pytest.param("district 7", "praha-7", id="en number"),
        pytest.param("хто допоможе на Жижкові", "praha-3", id="uk inflected"),
        pytest.param("живу в Карліні", "praha-8", id="uk Karlín"),
        pytest.param("ми на Черному Мості", "praha-14", id="uk Černý Most"),
        pytest.param("біля Сапи", "praha-libus", id="uk Sapa"),
        pytest.param("у Смихові", "praha-5", id="uk Smíchov"),
        pytest.param("zhyvu na Zhyzhkovi", "praha-3", id="uk romanised"),
        pytest.param("Прага-4", "praha-4", id="uk number with a hyphen"),
        pytest.param("кто поможет на Жижкове", "praha-3", id="ru inflected"),
        pytest.param("живём в Голешовице", "praha-7", id="ru Holešovice"),
        pytest.param("на Чёрном Мосту", "praha-14", id="ru Černý Most"),
        pytest.param("рядом с рынком Сапа", "praha-libus", id="ru Sapa"),
        pytest.param("в Бохницах или в Богнице", "praha-8", id="ru Bohnice"),
        pytest.param("4-й район", "praha-4", id="ru number of a district"),
        pytest.param("em ở chợ Sapa cần người giúp", "praha-libus", id="vi Sapa"),
        pytest.param("em o cho sa pa", "praha-libus", id="vi bare"),
        pytest.param("tôi sống ở Zizkov", "praha-3", id="vi Žižkov"),
        pytest.param("gần Cầu Đen", "praha-14", id="vi Černý Most"),
        pytest.param("quận 4", "praha-4", id="vi number"),
        pytest.param("nhà em ở Libus", "praha-libus", id="vi Libuš"),
    ],
)
def test_a_district_is_recognised_by_what_people_call_it(text: str, district: str) -> None:
    assert set(districts_in(text)) == {district}


@pytest.mark.parametrize(
    "text",
    [
        "žiju v Praze 5 let", "v Praze 3 roky", "v Praze 1. ledna", "v Praze 5. 12. 2026", "I was in Prague 2 years",
        "in Prague 3 months", "я в Празі 4 роки", "в Праге 5 лет", "в Праге 7 мая", "у Празі 5 грудня",
        "em ở Praha 2 năm", "ở Praha 3 tháng", "Praha 23", "Prague 99",
        "bolí mě krční páteř, krční lékař", "dítě zpívá písničky", "dal jsem to Josefovi", "volala mi Libuše",
        "mám troje děti", "trojí pojištění", "jste anděl", "thank you, angel", "letní tábor pro děti", "v létě",
        "Petrovič",
        "je to v háji", "nové město, nový život", "I moved to a new town", "malá stránka", "na ohradě",
        "rajčata a řepa", "у меня проблемы с ходовой", "п'ять ходів", "нас трое", "двоє і троє", "Флоренція в Італії",
        "вишеградська четвірка",
        "hai người", "tôi có hai con", "em bé", "ke komu mám jít", "co mám dělat",
    ],
)  # fmt: skip
def test_plain_words_and_lengths_of_time_are_no_district(text: str) -> None:
    assert districts_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Praha 3, 5 let", ["praha-3"], id="number after a comma"),
        pytest.param("Praha 1 nám. Republiky", ["praha-1"], id="Czech square"),
        pytest.param("Praha 4. Děkuji", ["praha-4"], id="end of a sentence"),
        pytest.param("Žitná 51, Praha 1, 110 00", ["praha-1"], id="address"),
        pytest.param("v Praze 4 letos", ["praha-4"], id="a word that begins like years"),
        pytest.param("Dolní Počernice a Horní Počernice", ["praha-dolni-pocernice", "praha-20"], id="lower and upper"),
        pytest.param("Újezd nad Lesy", ["praha-21"], id="another Újezd"),
    ],
)
def test_what_stands_beside_a_district_does_not_hide_it(text: str, expected: list[str]) -> None:
    assert districts_in(text) == expected


def test_the_lexicon_names_all_fifty_seven_and_nothing_else() -> None:
    named = {term.value for term in read_terms() if term.kind == "district"}
    assert named == set(districts())
    assert len(named) == 57


@pytest.mark.parametrize(
    "text",
    ["Žižkov", "Praha 4", "jsem na Žižkově", "i live in Zizkov", "живу на Жижкові", "я в Карлине", "em ở chợ Sapa"],
)
def test_a_message_can_say_nothing_but_where_somebody_is(text: str) -> None:
    spans = [(one.start, one.end) for one in a_marker().mark(text) if one.kind == "district"]
    assert is_district_alone(text, spans)


@pytest.mark.parametrize(
    "text", ["", "na", "kde je úřad práce na Praze 4", "doctor in Zizkov", "em ở chợ Sapa cần người giúp"]
)
def test_a_message_that_asks_something_is_more_than_a_district(text: str) -> None:
    spans = [(one.start, one.end) for one in a_marker().mark(text) if one.kind == "district"]
    assert not is_district_alone(text, spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Žižkov", True, id="cs"),
        pytest.param("zizkov.", True, id="bare with a full stop"),
        pytest.param("  Praha 4 ", True, id="number"),
        pytest.param("Прага 4", True, id="uk number"),
        pytest.param("Чорний Міст", True, id="uk two words"),
        pytest.param("Praha-Libuš", True, id="official name"),
        pytest.param("jsem na Žižkově", False, id="a sentence tells its language"),
        pytest.param("Praha 4 prosím", False, id="a word beside the number"),
        pytest.param("v Praze 5 let", False, id="years"),
        pytest.param("", False, id="empty"),
        pytest.param("🙂", False, id="emoji"),
    ],
)
def test_only_a_name_alone_tells_no_language(text: str, expected: bool) -> None:  # noqa: FBT001 - a table of answers
    assert is_district_name(text) is expected
