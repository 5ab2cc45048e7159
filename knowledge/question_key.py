"""When two questions are the same question."""

from __future__ import annotations

import re

from nlu.folding import fold

_NOT_WORD = re.compile(r"[\W_]+")


def question_key(text: str) -> str:
    """Lower case, no diacritics, every run of punctuation and spaces one space; questions with one key ask alike."""
    return _NOT_WORD.sub(" ", fold(text)).strip()
