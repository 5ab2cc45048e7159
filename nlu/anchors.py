"""Recognises which day a message tells the date of: "my card expires", "she was born", "I was refused"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from nlu.anchor_kinds import Anchor
from nlu.dates import Yearless
from nlu.errors import FileFault
from nlu.folding import fold, fold_letters, romanised_key
from nlu.locales import Locale, Script
from nlu.urgency.pattern_language import to_expression
from nlu.yaml_text import load_yaml

_FILE = Path(__file__).parent / "anchor_words.yml"
_OTHER_THINGS = "other_things"
_MOST_CHARACTERS = 2000
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")

_PLANNED = Yearless(leans_ahead=False, asks_within_days=150)
_OVER = Yearless(leans_ahead=False)
_YEARLESS = {
    # An expired card is what people in trouble write about: a wrong year would tell them that they have time.
    Anchor.CARD_EXPIRY: Yearless(leans_ahead=True, asks_within_days=180),
    Anchor.ROUND_END: Yearless(leans_ahead=True),
    Anchor.ARRIVAL: _PLANNED,
    Anchor.MOVE: _PLANNED,
    Anchor.JOB_END: _PLANNED,
    Anchor.BIRTH: _PLANNED,
    Anchor.DATA_CHANGE: _PLANNED,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """An anchor that a message names. `start` and `end` are places in the message in Unicode NFC."""

    anchor: Anchor
    start: int
    end: int


def yearless_of(anchor: Anchor) -> Yearless:
    """What a day without a year means for this anchor: a card expires ahead, a decision was delivered."""
    return _YEARLESS.get(anchor, _OVER)


def find_anchors(text: str) -> tuple[Mention, ...]:
    """The anchors that a message names, in its order, at most one mention of each; its first 2,000 characters."""
    original = unicodedata.normalize("NFC", text[:_MOST_CHARACTERS])
    mentions = _found(fold_letters(original), _patterns(romanised=False))
    if not mentions and not _CYRILLIC.search(original):
        keys, places = _keys(original)
        mentions = [
            Mention(one.anchor, places[one.start][0], places[one.end - 1][1])
            for one in _found(keys, _patterns(romanised=True))
        ]
    return tuple(sorted(mentions, key=lambda one: one.start))


@dataclass(frozen=True, slots=True)
class _Patterns:
    sure: dict[Anchor, re.Pattern[str]]
    alone: dict[Anchor, re.Pattern[str]]
    other_things: re.Pattern[str]


def _found(text: str, patterns: _Patterns) -> list[Mention]:
    found: dict[Anchor, Mention] = {}
    names_other_things = patterns.other_things.search(text) is not None
    for anchor, pattern in (*patterns.sure.items(), *(() if names_other_things else patterns.alone.items())):
        match = pattern.search(text)
        if match is not None and anchor not in found:
            found[anchor] = Mention(anchor, match.start(), match.end())
    return list(found.values())


def _keys(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text as romanised keys, and for each of their letters where its word stands in the text."""
    keys: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        key = romanised_key(match[0]) or "_"
        keys.append(key)
        # One more for the space after it.
        places += [match.span()] * (len(key) + 1)
    return " ".join(keys), places


@lru_cache(maxsize=2)
def _patterns(*, romanised: bool) -> _Patterns:
    try:
        entries: dict[str, Any] = load_yaml(_FILE.read_text(encoding="utf-8"))
        others = _expression(entries.pop(_OTHER_THINGS), romanised=romanised)
        sure, alone = (
            {
                Anchor(name): _expression(kinds[kind], romanised=romanised)
                for name, kinds in entries.items()
                if kind in kinds
            }
            for kind in ("sure", "alone")
        )
    except (OSError, yaml.YAMLError) as fault:
        raise FileFault(_FILE, "cannot be read") from fault
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise FileFault(_FILE, f"is not made of anchors with patterns by language: {fault}") from fault
    return _Patterns(sure, alone, others)


def _expression(by_language: dict[str, list[str]], *, romanised: bool) -> re.Pattern[str]:
    wanted = [
        pattern
        for code, patterns in by_language.items()
        for pattern in patterns
        if not romanised or Locale(code).script is Script.CYRILLIC
    ]
    word_key = romanised_key if romanised else None
    return re.compile("|".join(to_expression(fold(pattern), word_key=word_key).regular for pattern in wanted))
