"""Rules on ready letters: every line says in every language what the person signs, with the same answers in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.checks.forbidden_phrases import forbidden_in
from knowledge.checks.term_rules import misspelled_in
from knowledge.checks.wording import foreign_letters
from knowledge.figures import PLACEHOLDER
from knowledge.letters import TODAY, Place
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from knowledge.letters import Line

_LAW = re.compile(r"§+\s*(\d+\w*)")
_MARKUP = re.compile(r"[<>`*_\[\]]|https?://")
_ONCE = (Place.DATE, Place.SUBJECT, Place.SIGNATURE)


def wrong_in_text(text: str, locale: Locale) -> Iterator[str]:
    """What is wrong with one text of a letter in one language."""
    plain = PLACEHOLDER.sub("", text)
    yield from forbidden_in(plain, locale)
    yield from foreign_letters(plain, locale)
    yield from misspelled_in(plain)
    if any(brace in plain for brace in "{}"):
        yield "a brace that closes or opens no placeholder"
    if found := _MARKUP.search(plain):
        yield f"{found[0]!r}: a letter holds no markup and no address of a page"


def wrong_in_line(line: Line, fields: Collection[str]) -> Iterator[str]:
    """What is wrong with one line as its translations go with it."""
    czech = line.text[Locale.CS]
    shown, laws = sorted(PLACEHOLDER.findall(czech)), sorted(_LAW.findall(czech))
    for name in shown:
        if name not in fields and name != TODAY:
            yield f"unknown field {{{name}}}"
    for locale, text in line.text.items():
        if sorted(PLACEHOLDER.findall(text)) != shown:
            yield f"{locale.value}: holds other fields than the Czech line"
        if sorted(_LAW.findall(text)) != laws:
            yield f"{locale.value}: names other paragraphs of law than the Czech line"


def wrong_on_the_page(lines: Iterable[Line]) -> Iterator[str]:
    """What a letter lacks as a whole, or has twice."""
    places = [line.at for line in lines]
    for place in _ONCE:
        if places.count(place) != 1:
            yield f"a letter has one line at {place.value}, this one {places.count(place)}"
    if Place.ADDRESSEE not in places:
        yield "a letter has an addressee"


def fields_in(lines: Iterable[Line]) -> frozenset[str]:
    """Names of the fields that stand in these lines."""
    return frozenset(name for line in lines for name in PLACEHOLDER.findall(line.text[Locale.CS]))
