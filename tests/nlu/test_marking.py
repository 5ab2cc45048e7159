import itertools
import subprocess
import sys
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.errors import FileFault
from nlu.lexicon_files import read_terms
from nlu.locales import Locale
from nlu.marking import EntityMarker
from nlu.statuses import ResidenceStatus


@cache
def a_marker() -> EntityMarker:
    return EntityMarker()


def marked(text: str) -> set[tuple[str, str]]:
    return {(entity.kind, entity.value) for entity in a_marker().mark(text)}


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        pytest.param("mám trvalák", "status", "third_country_permanent", id="cs slang"),
        pytest.param("mam zamestnaneckou kartu", "status", "third_country_long_term", id="cs bare, inflected"),
        pytest.param("I have an EMPLOYEE CARD", "status", "third_country_long_term", id="en capitals"),
        pytest.param("у мене тимчасовий захист", "status", "temporary_protection", id="uk"),
        pytest.param("у меня ПМЖ", "status", "third_country_permanent", id="ru abbreviation"),
        pytest.param("u menya vnzh", "status", "third_country_long_term", id="ru romanised"),
        pytest.param("трвалый побыт", "status", "third_country_permanent", id="ru office slang"),
        pytest.param("em có định cư", "status", "third_country_permanent", id="vi"),
        pytest.param("em co dinh cu", "status", "third_country_permanent", id="vi bare"),
        pytest.param("jsem na Žižkově", "district", "praha-3", id="cs quarter"),
        pytest.param("живу на Жижкові", "district", "praha-3", id="uk quarter"),
        pytest.param("gần chợ Sapa", "district", "praha-libus", id="vi quarter"),
        pytest.param("Praha 13", "district", "praha-13", id="number"),
        pytest.param("на Празі 4", "district", "praha-4", id="uk number"),
        pytest.param("cizinecká policie", "office", "foreign_police", id="office"),
        pytest.param("мне нужен загранпаспорт", "document", "passport", id="document"),
        pytest.param("do 3. 5. 2027", "date", "2027-05-03", id="date"),
        pytest.param("can you speak ukrainian", "language", "uk", id="language"),
        pytest.param("давай по-чешски", "language", "cs", id="language with hyphen"),
    ],
)
def test_a_message_is_marked_with_what_it_names(text: str, kind: str, value: str) -> None:
    assert (kind, value) in marked(text)


@pytest.mark.parametrize("text", ["", "Praha 99", "31. 2. 2026", "🙂🙂", "kolik to stojí"])
def test_nothing_is_marked_where_nothing_is_named(text: str) -> None:
    assert marked(text) == set()


@settings(deadline=None)
@given(st.text(max_size=200))
def test_marks_lie_within_the_text_and_apart(text: str) -> None:
    entities = a_marker().mark(text)
    assert all(0 <= entity.start < entity.end <= len(text) for entity in entities)
    assert all(first.end <= second.start for first, second in itertools.pairwise(entities))


def test_five_thousand_characters_take_no_second() -> None:
    started = time.process_time()
    a_marker().mark("zaměstnanecká karta v Praze 3 " * 170)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("status", ResidenceStatus)
@pytest.mark.parametrize("locale", Locale)
def test_every_status_has_a_word_in_every_language(status: ResidenceStatus, locale: Locale) -> None:
    assert any(t.kind == "status" and t.value == status.value and t.locale is locale for t in read_terms())


def test_values_of_statuses_and_languages_are_the_codes_own() -> None:
    values = {kind: {term.value for term in read_terms() if term.kind == kind} for kind in ("status", "language")}
    assert values == {"status": {s.value for s in ResidenceStatus}, "language": {loc.value for loc in Locale}}


def test_a_malformed_lexicon_is_named(tmp_path: object) -> None:
    from pathlib import Path

    (Path(str(tmp_path)) / "status.yml").write_text("eu_citizen: [občan]\n")
    with pytest.raises(FileFault):
        read_terms(Path(str(tmp_path)))


def test_spacy_is_loaded_only_by_a_message_that_may_name_something_and_never_loads_torch() -> None:
    program = (
        "import sys\n"
        "from nlu.marking import EntityMarker\n"
        "marker = EntityMarker()\n"
        "assert marker.mark('kolik to stojí') == () and 'spacy' not in sys.modules\n"
        "assert marker.mark('zaměstnanecká karta') and 'spacy' in sys.modules\n"
        "assert 'torch' not in sys.modules\n"
        "import torch\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@settings(deadline=None)
@given(st.lists(st.sampled_from([word.rstrip("*") for term in read_terms() for word in term.words]), max_size=6))
def test_words_of_terms_are_marked_as_if_spacy_looked_at_every_message(words: list[str]) -> None:
    text = " ".join(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nlu.marking._Ruler._may_name", lambda _self, _words, _kinds: True)
        looked_at = a_marker().mark(text)
    assert a_marker().mark(text) == looked_at


@pytest.mark.parametrize("kinds", [["district"], ["status", "language"], []])
def test_only_kinds_that_matter_are_marked(kinds: list[str]) -> None:
    text = "mám trvalák, bydlím na Žižkově a mluvím ukrajinsky, do 3. 5. 2027 potřebuju pas"
    whole = a_marker().mark(text)
    assert a_marker().mark(text, kinds) == tuple(entity for entity in whole if entity.kind in kinds)


def test_a_title_does_not_load_spacy_where_only_places_matter() -> None:
    script = (
        "import sys; from nlu.marking import EntityMarker; marker = EntityMarker();"
        "print(marker.mark('mam zamestnaneckou kartu', ['district']), 'spacy' in sys.modules,"
        " len(marker.mark('jsem na Zizkove', ['district'])), 'spacy' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert printed.split() == ["()", "False", "1", "True"]
