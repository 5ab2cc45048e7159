"""The active knowledge, loaded with the first question and swapped when another snapshot is activated."""

from __future__ import annotations

from functools import lru_cache

from knowledge.base import ActiveKnowledge, KnowledgeBase
from knowledge.whereabouts import var_folder


def knowledge() -> KnowledgeBase:
    """What is active now.

    Raises:
        KnowledgeError: No snapshot is active.
    """
    return _active().current()


@lru_cache(maxsize=1)
def _active() -> ActiveKnowledge:
    return ActiveKnowledge(var_folder())
