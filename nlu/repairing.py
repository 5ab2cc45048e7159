"""Reads what was typed with the wrong letters: bare of diacritics, Latin for Cyrillic, on the wrong keyboard, shouted.

A text is read under every hypothesis that its letters allow, and the reading wins under which most of it are words of
one language that we have seen in our own sentences. Each word is then restored by how often we have seen it and the
pair it makes with its neighbour. Nothing here knows a scheme of romanising: words meet by `nlu.folding.romanised_key`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from nlu.folding import fold, normalise, romanised_key, strip_marks
from nlu.keyboards import meant_on_cyrillic
from nlu.locales import Locale, Script
from nlu.word_memory import WordMemory

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_CAPITALS = 0.7
"""Share of capital letters from which a text is shouted."""
_LETTERS_TO_SHOUT = 8
_BETTER = 0.15
"""By how much another reading must be better known than what was typed."""
_LETTERS_TO_READ = 5
_REMEMBERED = 512
_WRITTEN_WITH_MARKS = frozenset({Locale.CS, Locale.VI})
_OTHER_SPELLINGS = (("ch", "h"), ("j", "zh"), ("sh", "shch"))
"""Ways of romanising on which the key depends after all: tried where a word is not found."""


class Damage(str, Enum):
    """What was wrong with the letters."""

    NONE = "none"
    NO_DIACRITICS = "no_diacritics"
    ROMANISED = "romanised"
    WRONG_KEYBOARD = "wrong_keyboard"


_KNOWN = {Damage.NO_DIACRITICS: 0.6, Damage.ROMANISED: 0.6, Damage.WRONG_KEYBOARD: 0.4}
"""Share of letters that must stand in known words before a reading is believed. On a wrong keyboard nothing else looks
like words at all, so that less is enough."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was probably meant.

    Attributes:
        text: As typed where nothing was wrong with it, in lower case where it was shouted.
        locale: The language whose words it is made of; None where nothing was restored.
    """

    text: str
    damage: Damage = Damage.NONE
    locale: Locale | None = None


@dataclass(frozen=True, slots=True)
class _Guess:
    """One way to read a text.

    Attributes:
        share: Of its letters, those in words that are known then, from 0 to 1.
        likelihood: Of these words one after another.
        text: As read; None where that is worked out for the best guess only.
    """

    share: float
    likelihood: float
    damage: Damage
    locale: Locale
    text: str | None = None

    @property
    def rank(self) -> float:
        # Between two languages that know as much of it, the one whose words are the more usual ones.
        return self.share + self.likelihood / 100


class Repairer:
    """Safe for several threads; reading a text takes about a millisecond."""

    def __init__(self, memories: Mapping[Locale, WordMemory]) -> None:
        """Read by these memories; a language without one is never restored to."""
        self._memories = memories
        # Search, language and danger each ask for the same text.
        self.read: Callable[[str], Reading] = lru_cache(_REMEMBERED)(self._read)

    def _read(self, typed: str) -> Reading:
        text = _calm(normalise(typed))
        words = _WORD.findall(text)
        if sum(map(len, words)) < _LETTERS_TO_READ:
            return Reading(text)
        guesses = [guess for guess in self._guesses(text, typed, words) if guess.share >= _KNOWN[guess.damage]]
        best = max(guesses, key=lambda guess: guess.rank, default=None)
        if best is None:
            return Reading(text)
        # Bare words of a language are often words of it too, so that only the others speak against it.
        others = [locale for locale in self._memories if not _is_bare_of(best, locale)]
        if best.share < max((self._share(words, locale) for locale in others), default=0.0) + _BETTER:
            return Reading(text)
        return Reading(best.text or self._restored(text, best.locale), best.damage, best.locale)

    def _guesses(self, text: str, typed: str, words: list[str]) -> list[_Guess]:
        is_latin = all(letter.isascii() or letter in "čšžěřďťňůúáéíóý" for word in words for letter in word.lower())
        if not is_latin:
            return []
        has_marks = strip_marks(text) != text
        guesses: list[_Guess] = []
        for locale in self._memories:
            if locale.script is Script.CYRILLIC:
                guesses.append(self._guess(words, locale, Damage.ROMANISED))
                guesses.append(self._typed_on_latin(typed, locale))
            elif locale in _WRITTEN_WITH_MARKS and not has_marks:
                guesses.append(self._guess(words, locale, Damage.NO_DIACRITICS))
        return guesses

    def _guess(self, words: list[str], locale: Locale, damage: Damage) -> _Guess:
        found = [self._candidates(word, locale) for word in words]
        memory = self._memories[locale]
        share = _share_of([(word, bool(some)) for word, some in zip(words, found, strict=True)])
        return _Guess(share, memory.likelihood(memory.likeliest(found)), damage, locale)

    def _share(self, words: list[str], locale: Locale) -> float:
        memory = self._memories[locale]
        return _share_of([(word, memory.knows(word.lower())) for word in words])

    def _candidates(self, word: str, locale: Locale) -> tuple[str, ...]:
        if word.isupper() and len(word) > 1:
            # Nobody is shouting any more: what is still in capitals is the short name of something.
            return ()
        memory = self._memories[locale]
        found = memory.spelled(key_of(word, locale))
        if found or locale.script is Script.LATIN:
            return found
        for written, other in _OTHER_SPELLINGS:
            found = memory.spelled(key_of(word.lower().replace(written, other), locale))
            if found:
                return found
        return ()

    def _typed_on_latin(self, typed: str, locale: Locale) -> _Guess:
        """As meant on this keyboard, but for words that stand as meant, such as Czech ones among the others."""
        memory = self._memories[locale]
        written: list[str] = []
        words: list[str] = []
        for token in typed.split():
            meant = meant_on_cyrillic(token, locale)
            found = words_of(meant)
            if any(map(memory.knows, found)) or not self._is_latin(token):
                written.append(meant)
                words += found
            else:
                # Commas and question marks beside it came out as other signs all the same.
                signs = zip(token, meant, strict=True)
                written.append("".join(sign if sign.isalpha() or read.isalpha() else read for sign, read in signs))
        text = _calm(normalise(" ".join(written)))
        is_most = 2 * sum(map(len, words)) >= sum(map(len, words_of(text)))
        share = _share_of([(word, memory.knows(word)) for word in words]) if is_most else 0.0
        return _Guess(share, memory.likelihood(words), Damage.WRONG_KEYBOARD, locale, text)

    def _is_latin(self, token: str) -> bool:
        """Whether it has a Czech letter, or all its words are known in a language with Latin letters, bare or not."""
        words = words_of(token)
        return not all(map(str.isascii, words)) or any(
            words and all(memory.spelled(key_of(word, locale)) for word in words)
            for locale, memory in self._memories.items()
            if locale.script is Script.LATIN
        )

    def _restored(self, text: str, locale: Locale) -> str:
        places = list(_WORD.finditer(text))
        found = [self._candidates(place.group(), locale) for place in places]
        likeliest = iter(self._memories[locale].likeliest(found))
        written: list[str] = []
        end = 0
        for place, some in zip(places, found, strict=True):
            typed, meant = place.group(), next(likeliest) if some else place.group()
            written += [text[end : place.start()], typed if meant == typed.lower() else meant]
            end = place.end()
        return "".join([*written, text[end:]])


def _is_bare_of(guess: _Guess, locale: Locale) -> bool:
    return guess.damage is Damage.NO_DIACRITICS and guess.locale is locale


def key_of(word: str, locale: Locale) -> str:
    """What a word of this locale shares with what hurried people make of it."""
    return romanised_key(word) if locale.script is Script.CYRILLIC else fold(word)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(normalise(text).lower())


def _calm(text: str) -> str:
    letters = [letter for letter in text if letter.isalpha()]
    shouted = len(letters) >= _LETTERS_TO_SHOUT and sum(map(str.isupper, letters)) >= _CAPITALS * len(letters)
    return text.lower() if shouted else text


def _share_of(found: list[tuple[str, bool]]) -> float:
    letters = sum(len(word) for word, _ in found)
    return sum(len(word) for word, is_known in found if is_known) / letters if letters else 0.0
