"""What letters and small words alone say about a text's language."""

from __future__ import annotations

import re
import unicodedata

from nlu.folding import normalise
from nlu.locales import Locale

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_UKRAINIAN = set("іїєґ")
_RUSSIAN = set("ыэъё")
_CZECH = set("řěů")
_CZECH_ALPHABET = set("áčďéěíňóřšťúůýž")
"""Letters with a mark; Vietnamese has some of them, English none."""
_VIETNAMESE_BASES = set("đăơư")
# Marks that only Vietnamese puts on its vowels: hook above, dot below, horn; and tilde or grave on these vowels.
_VIETNAMESE_MARKS = {"\u0309", "\u0323", "\u031b"}
_VIETNAMESE_ACCENTED = set("àãầấẫằắẵẽềếễìĩõồốỗờớỡùũừứữỳỹ")

_LETTERS_OF_OTHERS = {
    "pl": set("łąęśźćń"), "sk": set("ľĺŕ"), "de": set("ßü"), "be": set("ў"), "sr": set("ћђљњџј"), "mk": set("ќѓѕ"),
    "mn": set("өү"), "kk": set("қғәұң"), "ro": set("șțşţ"), "tr": set("ğı"), "hu": set("őű"), "es": set("ñ¿¡"),
}  # fmt: skip

_UKRAINIAN_WORDS = {
    "що",
    "як",
    "де",
    "чи",
    "та",
    "це",
    "але",
    "хто",
    "коли",
    "скільки",
    "треба",
    "можна",
    "потрібно",
    "дякую",
    "прошу",
    "будь",
    "ласка",
    "мене",
    "мені",
    "мій",
    "моя",
    "моє",
    "нам",
    "вам",
    "вони",
    "він",
    "вона",
    "воно",
    "якщо",
    "тому",
    "також",
    "ще",
    "вже",
    "зараз",
    "тут",
    "там",
    "дуже",
    "добре",
    "так",
    "ні",
    "немає",
    "буде",
    "була",
    "були",
    "було",
    "бути",
    "маю",
    "маємо",
    "має",
    "може",
    "можу",
    "хочу",
    "допоможіть",
    "де-небудь",
    "після",
    "перед",
    "про",
    "від",
    "до",
    "за",
    "щоб",
    "або",
    "який",
    "яка",
    "яке",
    "робити",
    "гроші",
    "дитина",
    "дитини",
    "школа",
    "паспорт",
    "закінчується",
    "коштує",
    "працювати",
}
_RUSSIAN_WORDS = {
    "что",
    "как",
    "где",
    "или",
    "это",
    "но",
    "кто",
    "когда",
    "сколько",
    "надо",
    "можно",
    "нужно",
    "спасибо",
    "пожалуйста",
    "меня",
    "мне",
    "мой",
    "моя",
    "мое",
    "нам",
    "вам",
    "они",
    "он",
    "она",
    "оно",
    "если",
    "потому",
    "тоже",
    "еще",
    "уже",
    "сейчас",
    "тут",
    "там",
    "очень",
    "хорошо",
    "да",
    "нет",
    "будет",
    "была",
    "были",
    "было",
    "иметь",
    "может",
    "могу",
    "хочу",
    "помогите",
    "после",
    "перед",
    "от",
    "до",
    "за",
    "чтобы",
    "какой",
    "какая",
    "какое",
    "делать",
    "деньги",
    "ребенок",
    "ребенка",
    "школа",
    "паспорт",
    "заканчивается",
    "стоит",
    "работать",
    "есть",
    "нету",
    "хотел",
    "хотела",
}
# The last ones are words in both.
_ONLY_UKRAINIAN = _UKRAINIAN_WORDS - _RUSSIAN_WORDS - {"та", "так", "про", "тут", "моя", "перед", "після", "до"}
_ONLY_RUSSIAN = _RUSSIAN_WORDS - _UKRAINIAN_WORDS


def words(text: str) -> list[str]:
    """The words of a text in lower case, numbers and signs left out."""
    return _WORD.findall(normalise(text).lower())


def is_cyrillic(found: list[str]) -> bool:
    """Whether at least three letters in ten are Cyrillic: a Czech office term does not make a sentence Czech."""
    letters = [letter for word in found for letter in word if letter.isalpha()]
    cyrillic = sum(1 for letter in letters if "\u0400" <= letter <= "\u04ff")
    return bool(letters) and cyrillic * 10 >= len(letters) * 3


def cyrillic_evidence(found: list[str]) -> int:
    """Above 0 for Ukrainian, below 0 for Russian, 0 where nothing tells: marking letters count double."""
    score = 0
    for word in found:
        letters = set(word)
        score += 2 * bool(letters & _UKRAINIAN) - 2 * bool(letters & _RUSSIAN)
        score += (word in _ONLY_UKRAINIAN) - (word in _ONLY_RUSSIAN)
    return score


def has_ukrainian_letters(found: list[str]) -> bool:
    """Whether a letter stands in it that Russian does not have."""
    return any(set(word) & _UKRAINIAN for word in found)


def latin_evidence(found: list[str]) -> Locale | None:
    """Czech or Vietnamese where letters only one of them has prevail; None where letters do not tell."""
    vietnamese = sum(1 for word in found if _is_vietnamese(word))
    czech = sum(1 for word in found if set(word) & _CZECH)
    if vietnamese == czech:
        return None
    return Locale.VI if vietnamese > czech else Locale.CS


def without_czech_letters(found: list[str]) -> list[str]:
    """Those words that have no letter with a Czech mark."""
    return [word for word in found if not set(word) & _CZECH_ALPHABET]


def script_of_others(text: str) -> str | None:
    """The ISO code of a language whose script or letters none of ours has; None where there is no such sign."""
    for letter in text:
        if letter.isalpha() and ord(letter) > 0x24F:  # noqa: PLR2004 (end of Latin Extended-B)
            code = _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0])
            if code is not None:
                return code
    letters = set(normalise(text).lower())
    if letters & set("ôä") and letters & set("čšžťň") and not any(map(_is_vietnamese, words(text))):
        # Vietnamese has ô and German ä, but neither beside a caron, unless it names a Czech street or office.
        return "sk"
    return next((code for code, own in _LETTERS_OF_OTHERS.items() if letters & own), None)


_SCRIPTS = {
    "ARABIC": "ar", "HEBREW": "he", "GEORGIAN": "ka", "ARMENIAN": "hy", "GREEK": "el", "CJK": "zh", "HIRAGANA": "ja",
    "KATAKANA": "ja", "HANGUL": "ko", "THAI": "th", "DEVANAGARI": "hi", "BENGALI": "bn", "TAMIL": "ta",
    "ETHIOPIC": "am", "MONGOLIAN": "mn", "KHMER": "km", "LAO": "lo", "MYANMAR": "my",
}  # fmt: skip


def _is_vietnamese(word: str) -> bool:
    if set(word) & (_VIETNAMESE_BASES | _VIETNAMESE_ACCENTED):
        return True
    return any(mark in unicodedata.normalize("NFD", word) for mark in _VIETNAMESE_MARKS)
