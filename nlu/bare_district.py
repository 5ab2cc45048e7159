"""Whether a message says nothing but where somebody is: "Žižkov", "jsem na Praze 4", "em ở chợ Sapa"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from nlu.folding import fold
from nlu.lexicon_files import read_terms
from nlu.numbered_districts import numbered_districts

MOST_WORDS = 6
_MOST_WORDS_OF_A_NAME = 3
_WORD = re.compile(r"[^\W_]+")
# Folded. What stands beside a district in such a message, in all five languages.
_BESIDE = frozenset(
    (
        "a", "na", "v", "ve", "u", "z", "ze", "do", "bydlim", "bydlime", "ziju", "jsem", "jsme", "tady", "praha",
        "prahy", "praze", "mestska", "mestske", "cast", "casti", "ctvrt", "blizko", "i", "im", "am", "m", "we",
        "live", "are", "in", "at", "near", "from", "to", "prague", "the", "district", "here", "я", "ми", "мы", "живу",
        "живемо", "живем", "тут", "зараз", "сейчас", "в", "у", "на", "біля", "коло", "з", "із", "из", "с", "со", "от",
        "около", "возле", "прага", "празі", "праге", "праги", "район", "районі", "районе", "метро", "em", "toi",
        "minh", "anh", "chi", "dang", "o", "song", "gan", "tai", "tu", "quan", "khu", "da",
    )
)  # fmt: skip


def is_district_alone(text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Say so.

    Args:
        text: As typed.
        spans: Where the districts in it begin and end.
    """
    taken = tuple(spans)
    if not taken:
        return False
    left = [
        fold(word[0])
        for word in _WORD.finditer(text)
        if not any(start <= word.start() and word.end() <= end for start, end in taken)
    ]
    return len(left) < MOST_WORDS and _BESIDE.issuperset(left)


def is_district_name(text: str) -> bool:
    """Whether the whole text is the name of a district, as people of any language write it: it tells no language.

    Without spaCy, so that the gateway can ask.
    """
    words = [fold(word[0]) for word in _WORD.finditer(text)]
    if not 0 < len(words) <= _MOST_WORDS_OF_A_NAME:
        return False
    numbered = next(numbered_districts(text.strip()), None)
    if numbered is not None:
        return numbered[1:] == (0, len(text.strip(" .,?!")))
    return any(_is_written(words, name) for name in _names())


def _is_written(words: list[str], name: tuple[tuple[str, bool], ...]) -> bool:
    pairs = zip(words, name, strict=False)
    return len(words) == len(name) and all(
        word.startswith(part) if is_open else word == part for word, (part, is_open) in pairs
    )


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[tuple[str, bool], ...], ...]:
    return tuple(
        tuple((fold(part), word.endswith("*")) for word in term.words for part in _WORD.findall(word))
        for term in read_terms()
        if term.kind == "district"
    )
