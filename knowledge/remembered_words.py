"""The words by which damaged messages are read (`nlu.repairing`): those of the articles and of what people ask."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from knowledge.asked_files import NONE
from knowledge.passages import passages_of
from nlu.locales import Locale, Script
from nlu.repairing import Repairer, key_of, words_of
from nlu.word_memory import WordMemory, load_memories

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.loading import Content


def remembered_words(content: Content) -> dict[str, WordMemory]:
    """Count the words of each language, by its code."""
    asked = {key: texts for key, texts in content.asked.items() if not key[0].startswith(NONE)}
    sentences: dict[Locale, list[list[str]]] = {locale: [] for locale in Locale}
    for passage in passages_of(content.articles.values(), asked):
        sentences[passage.locale].append(_own_words(passage.text, passage.locale))
    return {locale.value: WordMemory.of(said, partial(_key, locale)) for locale, said in sentences.items()}


def load_repairer(path: Path | None) -> Repairer:
    """Read what was counted; without a file nothing is ever repaired."""
    memories = load_memories(path) if path is not None else {}
    return Repairer({Locale(code): memory for code, memory in memories.items()})


def repairer_of(content: Content) -> Repairer:
    """What a snapshot of this content would repair by."""
    return Repairer({Locale(code): memory for code, memory in remembered_words(content).items()})


def _own_words(text: str, locale: Locale) -> list[str]:
    """In the alphabet of the language: what people asked in Latin letters must not teach Latin spellings."""
    words = words_of(text)
    return words if locale.script is Script.LATIN else [word for word in words if not word.isascii()]


def _key(locale: Locale, word: str) -> str:
    return key_of(word, locale)
