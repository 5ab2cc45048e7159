import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.errors import FileFault
from nlu.locales import Locale
from nlu.urgency import pattern_language
from nlu.urgency.detector import UrgencyDetector
from nlu.urgency.examples import read_urgency_examples
from nlu.urgency.pattern_language import beginnings_of, to_expression
from nlu.urgency.patterns import forms_of, read_patterns
from nlu.urgency_kinds import UrgencyKind

PATTERNS = read_patterns()
EXAMPLES = [example.text for example in read_urgency_examples()]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Chci umřít.", UrgencyKind.SELF_HARM, id="cs"),
        pytest.param("chci umrit", UrgencyKind.SELF_HARM, id="cs bare"),
        pytest.param("ХОЧУ ВМЕРТИ", UrgencyKind.SELF_HARM, id="uk capitals"),
        pytest.param("khochu vmerty", UrgencyKind.SELF_HARM, id="uk romanised"),
        pytest.param("hochu umeret", UrgencyKind.SELF_HARM, id="ru romanised"),
        pytest.param("em muốn chết", UrgencyKind.SELF_HARM, id="vi"),
        pytest.param("em muon chet", UrgencyKind.SELF_HARM, id="vi bare"),
        pytest.param("my husband beats me", UrgencyKind.DOMESTIC_VIOLENCE, id="en violence"),
        pytest.param("ребенок не дышит", UrgencyKind.MEDICAL_EMERGENCY, id="ru medical"),
        pytest.param("nemáme dnes kde spát", UrgencyKind.HOMELESS_TONIGHT, id="cs homeless"),
        pytest.param(
            "chủ giữ hộ chiếu, không cho ra ngoài", UrgencyKind.TRAFFICKING_EXPLOITATION, id="vi exploitation"
        ),
        pytest.param("they tore off my hijab", UrgencyKind.HATE_VIOLENCE, id="en hate"),
        pytest.param("дитина сама вдома вже другий день", UrgencyKind.CHILD_IN_DANGER, id="uk child"),
    ],
)
def test_patterns_alone_know_danger(text: str, kind: UrgencyKind) -> None:
    assert UrgencyDetector(patterns=PATTERNS).detect(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("em muốn tư vấn", id="vi advice is not suicide"),
        pytest.param("em muon tu van", id="vi advice bare"),
        pytest.param("píšu seminární práci o sebevraždě, chci statistiky", id="cs essay"),
        pytest.param("my phone is dying, I want to die laughing", id="en idiom"),
        pytest.param("фільм де чоловік б'є дружину", id="uk film"),
        pytest.param("kolik stojí prodloužení pobytu", id="cs ordinary"),
    ],
)
def test_look_alikes_are_no_danger_to_patterns(text: str) -> None:
    assert UrgencyDetector(patterns=PATTERNS).detect(text) is None


@given(st.text(max_size=300))
def test_any_text_is_looked_at_without_harm(text: str) -> None:
    assert PATTERNS.look(text).lookalikes >= 0


def test_looking_up_beginnings_misses_no_pattern_that_is_in_a_message() -> None:
    missed = [
        (text, pattern.expression.regular)
        for text in EXAMPLES[::40]
        for forms in [forms_of(text)]
        for begun in [{form: beginnings_of(said) for form, said in forms.items()}]
        for pattern in PATTERNS.patterns
        if pattern.expression.is_in(forms[pattern.form])
        and begun[pattern.form].isdisjoint(pattern.expression.beginnings)
    ]
    assert missed == []


def test_five_thousand_characters_are_looked_at_at_both_ends() -> None:
    filler = "slovo " * 800
    assert UrgencyDetector(patterns=PATTERNS).detect(f"{filler} chci umřít") is UrgencyKind.SELF_HARM


@pytest.mark.parametrize("pattern", ["", ".. a", "a ..", "a| b", "*", "+420 a"])
def test_a_malformed_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"pattern|empty|sign|letter"):
        to_expression(pattern)


def test_a_missing_pattern_file_is_named(tmp_path: object) -> None:
    from pathlib import Path

    with pytest.raises(FileFault) as caught:
        read_patterns(Path(str(tmp_path)))
    assert caught.value.path.name == "self_harm.yml"


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("kind", [*UrgencyKind, None])
def test_every_kind_has_examples_in_every_language(kind: UrgencyKind | None, locale: Locale) -> None:
    found = [e for e in read_urgency_examples() if e.kind is kind and e.locale is locale]
    assert len(found) >= (60 if kind is None else 5)


@given(st.text(alphabet="abeklnopstuvxyzábčéžiвбжи ,.-", max_size=60))
def test_a_text_without_what_a_pattern_needs_could_not_have_matched_it(text: str) -> None:
    for pattern in ("nechci|nechce .. žít", "se_zabiju* ted", "vzít|vezmu si-život", "убий* себе"):
        expression = to_expression(pattern)
        assert expression.is_in(text) == (re.search(expression.regular, text) is not None)
        sentence = f"{text} {pattern.replace('|', ' ').replace('..', text).replace('*', 'x').replace('_', ' ')}"
        assert expression.is_in(sentence) == (re.search(expression.regular, sentence) is not None)


def test_after_loading_no_message_compiles_a_pattern() -> None:
    pattern_language._compiled.cache_clear()
    UrgencyDetector().load()
    compiled = pattern_language._compiled.cache_info().misses
    patterns = read_patterns()
    patterns.compile()
    assert pattern_language._compiled.cache_info().misses == compiled > 0
