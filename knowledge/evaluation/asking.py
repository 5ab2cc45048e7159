"""Ask a knowledge base directly, without the conversation around it: danger, then search."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from knowledge.evaluation.qualities import Observed
from knowledge.questions import Close, Found, Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.base import KnowledgeBase


def asking(knowledge: KnowledgeBase) -> Callable[[str], Observed]:
    """What search and decision alone do with a text; wishes for a human are the conversation's business."""

    def ask(text: str) -> Observed:
        start = time.perf_counter()
        locale = knowledge.languages.identify(text).locale
        urgent = knowledge.urgency.detect(text, vector=knowledge.vector(text))
        question = Question(text, locale)
        hits = knowledge.search(question)
        decision = knowledge.decide(question, hits)
        name = {Found: "answer", Close: "clarify"}.get(type(decision), "unknown")
        return Observed(
            decision="urgent" if urgent else name,
            article=decision.article if isinstance(decision, Found) and not urgent else None,
            candidates=hits,
            language=locale.value,
            urgent_kind=urgent,
            ms=(time.perf_counter() - start) * 1000,
        )

    return ask
