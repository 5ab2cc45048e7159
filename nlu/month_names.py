"""Names of months in five languages, in the forms that stand beside a day, and which month each is."""

from __future__ import annotations

import re
from functools import lru_cache

from nlu.folding import fold, romanised_key

_SHORTEST_ROMANISED = 4
_CYRILLIC = re.compile("[\u0400-\u04ff]")

# January to December. Abbreviations that are words of their own (Czech "pro", "led") are left out.
_LATIN = (
    "leden ledna lednu january jan",
    "únor února únoru february feb",
    "březen března březnu march mar",
    "duben dubna dubnu april apr",
    "květen května květnu may maya maia maja",
    "červen června červnu june jun",
    "červenec července červenci july jul",
    "srpen srpna srpnu august aug",
    "září september sept sep",
    "říjen října říjnu october oct",
    "listopad listopadu november nov",
    "prosinec prosince prosinci december dec",
)
_CYRILLIC_NAMES = (
    "січень січня січні січ январь января январе янв",
    "лютий лютого лютому лют февраль февраля феврале фев",
    "березень березня березні бер март марта марте мар",
    "квітень квітня квітні квіт апрель апреля апреле апр",
    "травень травня травні трав май мая мае",
    "червень червня червні черв июнь июня июне июн",
    "липень липня липні лип июль июля июле июл",
    "серпень серпня серпні серп август августа августе авг",
    "вересень вересня вересні верес сентябрь сентября сентябре сент",
    "жовтень жовтня жовтні жовт октябрь октября октябре окт",
    "листопад листопада листопаді ноябрь ноября ноябре нояб",
    "грудень грудня грудні груд декабрь декабря декабре дек",
)
_VIETNAMESE = (
    "một giêng", "hai", "ba", "tư bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười_một", "mười_hai chạp",
)  # fmt: skip


def month_of(word: str) -> int | None:
    """The month, 1 to 12, of a Czech, English, Ukrainian or Russian name; None where it is none.

    Case, diacritics and romanisation do not matter.
    """
    folded = fold(word)
    known = _names().get(folded)
    if known is not None or _CYRILLIC.search(folded):
        return known
    return _romanised_names().get(romanised_key(folded))


@lru_cache(maxsize=1)
def vietnamese_months() -> dict[str, int]:
    """Names that follow `tháng`, folded, words joined by one space."""
    return {fold(name.replace("_", " ")): month for month, names in enumerate(_VIETNAMESE, 1) for name in names.split()}


@lru_cache(maxsize=1)
def _names() -> dict[str, int]:
    return {
        fold(name): month
        for names_by_month in (_LATIN, _CYRILLIC_NAMES)
        for month, names in enumerate(names_by_month, 1)
        for name in names.split()
    }


@lru_cache(maxsize=1)
def _romanised_names() -> dict[str, int]:
    keys = {romanised_key(name): month for month, names in enumerate(_CYRILLIC_NAMES, 1) for name in names.split()}
    # Keys of a few letters are words of other languages.
    return {key: month for key, month in keys.items() if len(key) >= _SHORTEST_ROMANISED}
