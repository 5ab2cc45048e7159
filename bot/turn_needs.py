"""What turns are taken with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.engine.dialogue import DialogueEngine
    from bot.hearing import TurnKnowledge


@dataclass(frozen=True, slots=True)
class TurnNeeds:
    """What turns are taken with.

    Attributes:
        knowledge: The active knowledge; raises KnowledgeError while there is none.
        engine_budget_s: How long the engine may take.
        now: The time, with its zone.
    """

    knowledge: Callable[[], TurnKnowledge]
    engine: DialogueEngine
    engine_budget_s: float
    retention_days: int
    now: Callable[[], datetime]
