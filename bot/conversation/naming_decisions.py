"""Outcomes under the names that the command contract gives to decisions."""

from __future__ import annotations

from enum import Enum
from typing import Any

from bot.conversation.outcomes import (
    AboutArticle,
    Answer,
    ArticlePart,
    Clarification,
    CommandOutcome,
    DateQuestion,
    DeadlineWindow,
    Escalation,
    LanguageChosen,
    Outcome,
    PhraseCard,
    SmallTalk,
    StatusNoted,
    Unknown,
    Urgent,
    WhoHelps,
)


class DecisionName(str, Enum):
    """Fixed by the command contract."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    UNKNOWN = "unknown"
    URGENT = "urgent"
    HANDOFF = "handoff"
    SMALLTALK = "smalltalk"
    COMMAND = "command"


_NAMES: dict[type[Any], DecisionName] = {
    **dict.fromkeys((Answer, ArticlePart, PhraseCard, WhoHelps, DeadlineWindow), DecisionName.ANSWER),
    **dict.fromkeys((Clarification, DateQuestion), DecisionName.CLARIFY),
    Unknown: DecisionName.UNKNOWN,
    Urgent: DecisionName.URGENT,
    Escalation: DecisionName.HANDOFF,
    **dict.fromkeys((SmallTalk, StatusNoted), DecisionName.SMALLTALK),
    **dict.fromkeys((LanguageChosen, CommandOutcome), DecisionName.COMMAND),
}


def decision_name(outcome: Outcome) -> DecisionName:
    """The contract's name for what was decided."""
    return _NAMES[type(outcome)]


def article_of(outcome: Outcome) -> str | None:
    """The article that is shown; None where none is."""
    return outcome.article if isinstance(outcome, AboutArticle) else None
