"""Whether a message only makes sense after the one before: "a když jsem student?", "còn con tôi thì sao"."""

from __future__ import annotations

import re

from nlu.folding import fold

_MOST_WORDS = 7
_WORD = re.compile(r"\w+")
# Folded openings, all five languages together: what continues rather than begins.
_OPENINGS = (
    "a ", "a co ", "ale ", "i ", "a kdyz ", "co kdyz ", "a pokud ", "tak ",
    "and ", "but ", "what about ", "what if ", "how about ", "or ", "also ",
    "а ", "і ", "та ", "але ", "або ", "якщо ", "чи ", "то ",
    "и ", "но ", "или ", "если ", "тогда ", "что если ",
    "con ", "the con ", "vay ", "the ", "neu ", "nhung ", "hay ",
    "yakshcho ", "esli ", "jaksco ",
)  # fmt: skip


def is_elliptical(text: str) -> bool:
    """Short, and opened by a word that continues: it leans on the question before."""
    folded = fold(text)
    return 0 < len(_WORD.findall(folded)) <= _MOST_WORDS and folded.startswith(_OPENINGS)
