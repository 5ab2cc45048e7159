"""Which of the five languages a message is in: the person's choice, then letters, then the model and the prior."""

from __future__ import annotations

from dataclasses import dataclass

from nlu import language_evidence as evidence
from nlu.language_model import LanguageModel, Likelihood
from nlu.locales import Locale
from nlu.repairing import Repairer

_SURE = 0.99
_PRIOR_WEIGHT = 8.0
"""How much more likely a message is in the conversation's language than in another one."""
_RUSSIAN_NEEDS = 0.8
"""Below this, a Cyrillic text that nothing marks is not called Russian: Ukrainian never is."""
_RUSSIAN_NEEDS_IN_A_WORD = 0.95
"""The same where there is one word only, which both languages may have."""
_LETTERS_FOR_FOREIGN = 14
_WORDS_FOR_FOREIGN = 3
_UNFAMILIAR = -7.4
"""Mean log probability of a gram: half of what is written in other languages lies below -8.5, ours above -7.4."""
_WORDS_AROUND_CZECH = 4
"""As many words without a Czech letter, surely of another language, borrow the Czech ones beside them."""
_CLEARLY_VIETNAMESE = 0.8
"""eldc takes bare Vietnamese for anything; our model does not take anything for Vietnamese."""
_TRUSTED_OF_ELDC = frozenset({"de", "fr", "es", "it", "pt", "ro", "tr", "hu", "nl", "bg", "be"})
"""Not its Croatian, Slovenian, Slovak, Polish: that is what it calls romanised Ukrainian and Russian."""
_CLOSEST = {
    "sk": Locale.CS, "pl": Locale.CS, "be": Locale.RU, "kk": Locale.RU, "ky": Locale.RU, "mn": Locale.RU,
    "uz": Locale.RU, "tg": Locale.RU, "hy": Locale.RU, "ka": Locale.RU, "bg": Locale.RU,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """The language to answer in.

    Attributes:
        p: How sure that the text is in it, in [0, 1]; 1 where the person chose it.
        foreign: ISO 639-1 code of a sixth language if the text is surely in one; `locale` is then the nearest of ours.
    """

    locale: Locale
    p: float
    foreign: str | None = None


class LanguageIdentifier:
    """Knows the language of short, hurried, mixed texts. Stateless after loading; safe for several threads."""

    def __init__(self, model: LanguageModel, repairer: Repairer) -> None:
        import eldc

        eldc.init()
        self._model = model
        self._repairer = repairer
        self._eldc = eldc

    def identify(self, text: str, *, chosen: Locale | None = None, prior: Locale | None = None) -> LanguageGuess:
        """Say which of our languages to answer in.

        Args:
            text: The message; it need not hold a single letter.
            chosen: What the person chose; always wins.
            prior: The language of the conversation so far, or of the person's telephone.
        """
        if chosen is not None:
            return LanguageGuess(chosen, 1.0)
        reading = self._repairer.read(text)
        if reading.locale is not None:
            # Made of this language's words once its letters are put right: surer than letters that are wrong.
            return LanguageGuess(reading.locale, _SURE)
        return self._by_letters(reading.text, prior)

    def _by_letters(self, text: str, prior: Locale | None) -> LanguageGuess:
        found = evidence.words(text)
        if not found:
            return LanguageGuess(prior or Locale.EN, 0.2 if prior is None else 0.5)
        likelihood = self._model.likelihood(text)
        foreign = self._sixth_language(text, found, likelihood)
        if foreign is not None:
            return LanguageGuess(prior or _CLOSEST.get(foreign, Locale.EN), 0.5, foreign)
        if evidence.is_cyrillic(found):
            return _cyrillic(found, likelihood.p, prior)
        marked = evidence.latin_evidence(found)
        if marked is Locale.CS:
            marked = self._borrower(found) or marked
        if marked is not None:
            return LanguageGuess(marked, _SURE)
        return _most_likely(likelihood.p, prior)

    def _borrower(self, found: list[str]) -> Locale | None:
        """English or bare Vietnamese that only borrows Czech words: "How often must I go to the úřad práce?"."""
        rest = evidence.without_czech_letters(found)
        if len(rest) < _WORDS_AROUND_CZECH:
            return None
        p = self._model.likelihood(" ".join(rest)).p
        return next((locale for locale in (Locale.EN, Locale.VI) if p[locale] > _SURE), None)

    def _sixth_language(self, text: str, found: list[str], likelihood: Likelihood) -> str | None:
        by_letters = evidence.script_of_others(text)
        if by_letters in _UNMISTAKABLE:
            return by_letters
        if sum(len(word) for word in found) < _LETTERS_FOR_FOREIGN or len(found) < _WORDS_FOR_FOREIGN:
            return None
        if by_letters is not None and likelihood.familiarity < _UNFAMILIAR:
            return by_letters
        if evidence.has_ukrainian_letters(found) or evidence.latin_evidence(found) is not None:
            return None
        if likelihood.familiarity >= _UNFAMILIAR or likelihood.p[Locale.VI] > _CLEARLY_VIETNAMESE:
            return None
        named = str(self._eldc.detect(text))
        return named if named in _TRUSTED_OF_ELDC else None


_UNMISTAKABLE = frozenset({"ar", "he", "ka", "hy", "el", "zh", "ja", "ko", "th", "hi", "bn", "ta", "am", "km", "lo"})


def _cyrillic(found: list[str], p: dict[Locale, float], prior: Locale | None) -> LanguageGuess:
    marks = evidence.cyrillic_evidence(found)
    # A Ukrainian letter outweighs Russian words: people mix, and Ukrainian is never called Russian.
    if marks > 0 or (evidence.has_ukrainian_letters(found) and marks > -4):  # noqa: PLR2004
        return LanguageGuess(Locale.UK, _SURE)
    if marks < 0:
        return LanguageGuess(Locale.RU, _SURE)
    both = p[Locale.UK] + p[Locale.RU]
    russian = p[Locale.RU] / both if both > 0 else 0.5
    if prior in (Locale.UK, Locale.RU):
        odds = russian / max(1 - russian, 1e-9) * (_PRIOR_WEIGHT if prior is Locale.RU else 1 / _PRIOR_WEIGHT)
        russian = odds / (1 + odds)
    needs = _RUSSIAN_NEEDS if len(found) > 1 else _RUSSIAN_NEEDS_IN_A_WORD
    if russian >= needs or (prior is Locale.RU and russian >= 0.5):  # noqa: PLR2004
        return LanguageGuess(Locale.RU, russian)
    return LanguageGuess(Locale.UK, max(1 - russian, 0.5))


def _most_likely(p: dict[Locale, float], prior: Locale | None) -> LanguageGuess:
    weighted = {locale: share * (_PRIOR_WEIGHT if locale is prior else 1.0) for locale, share in p.items()}
    total = sum(weighted.values())
    best = max(weighted, key=lambda locale: weighted[locale])
    return LanguageGuess(best, weighted[best] / total)
