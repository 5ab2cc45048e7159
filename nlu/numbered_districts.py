"""Districts of Prague by number, "Praha 4" in any of our languages, told apart from "five years in Prague 5 years"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.folding import fold_letters
from nlu.month_names import month_of

_LAST = 22
_CITY = (
    "prah(?:a|y|u|ou)|praze|prague|prag[aeuyi]|prazi|"
    "праг(?:а|a|и|у|ою|ой|е)|празі|"
    "p|quan|district|distrikt|район(?:і|е|у)?|rajon"
)
_NAME = re.compile(rf"\b(?:{_CITY})\s?-?(\d{{1,2}})\b(?![.:]?\d)")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|\s?-?(?:и|й|ии|му|ому|ом|м))?\s?-?(?:district|район(?:і|е|у)?)\b")
_NEXT_WORD = re.compile(r"(\.?)\s?-?([^\W\d_]+)(\.?)")
_AFTER_A_DOT = re.compile(r"\s?\.\s?\d")
# After these a number counts something: "v Praze 5 let", "в Праге 3 месяца", "ở Praha 2 năm". Folded.
_COUNTED = re.compile(
    r"let|rok[uy]?|mesic\w*|tyden|tydn\w*|dn[iu]|den|hodin\w*|minut\w*|korun\w*|kc|czk|tisic\w*|deti|lidi"
    r"|years?|yrs?|months?|weeks?|days?|hours?|minutes?|people|persons?|kids?|children|crowns?"
    r"|рок[иу]|років|рік|місяц\w*|тижн\w*|тиждень|дн[іяе]\w?|день|годин\w?|хвилин\w?|крон\w?|тис\w*|людей|дітей|осіб"
    r"|год[а]?|лет|месяц\w*|недел\w*|час(?:а|ов)?|минут\w?|человек\w?|детей"
    r"|thang|tuan|ngay|gio|nguoi|trieu|nghin"
)
_VIETNAMESE_YEAR = "nam"


def numbered_districts(text: str) -> Iterator[tuple[str, int, int]]:
    """District ids such as `praha-4`, each with where it begins and ends in the text."""
    folded = fold_letters(text)
    for pattern in (_NAME, _ORDINAL):
        for match in pattern.finditer(folded):
            number = int(match[1])
            if 1 <= number <= _LAST and not (pattern is _NAME and _counts(folded, match.end())):
                yield f"praha-{number}", match.start(), match.end()


def _counts(folded: str, end: int) -> bool:
    """Whether what follows the number makes it an amount or a date."""
    if _AFTER_A_DOT.match(folded, end):
        return True
    following = _NEXT_WORD.match(folded, end)
    if following is None:
        return False
    before, word, after = following.groups()
    if before:
        # A full stop ends a sentence, unless a month follows it: "v Praze 1. ledna".
        return month_of(word) is not None
    # A Vietnamese year (năm) with a full stop is a Czech square: "Praha 1 nám. Republiky".
    is_year = word == _VIETNAMESE_YEAR and not after
    return is_year or _COUNTED.fullmatch(word) is not None or month_of(word) is not None
