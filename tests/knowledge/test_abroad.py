from __future__ import annotations

import pytest

from knowledge.abroad import speaks_of_abroad
from nlu.locales import Locale


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        (Locale.CS, "Kolik je minimální mzda v Německu?"),
        (Locale.CS, "jak dlouho se ceka v rakousku"),
        (Locale.EN, "What does a residence card cost in the Netherlands"),
        (Locale.UK, "Чи платять у Польщі за третю дитину?"),
        (Locale.RU, "как открыть ип в германии"),
        (Locale.VI, "Thuế thu nhập bên Đức bao nhiêu?"),
    ],
)
def test_being_abroad_is_noticed(locale: Locale, text: str) -> None:
    assert speaks_of_abroad(text, locale)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        (Locale.CS, "Jsem z Ukrajiny a mám český diplom"),
        (Locale.CS, "Kde v Praze prodloužím vízum?"),
        (Locale.EN, "in use since May, in Prague"),
        (Locale.UK, "Українські водійські права в Чехії"),
        (Locale.RU, "я гражданин России, живу в Праге"),
        (Locale.VI, "em ở với anh trai"),
        (Locale.VI, "o anh"),
    ],
)
def test_where_somebody_comes_from_is_not_being_abroad(locale: Locale, text: str) -> None:
    assert not speaks_of_abroad(text, locale)
