"""The seven kinds of danger that come before everything else."""

from __future__ import annotations

from enum import Enum


class UrgencyKind(str, Enum):
    """Fixed by the command contract; each has a card in every language under knowledge/urgent/."""

    SELF_HARM = "self_harm"
    DOMESTIC_VIOLENCE = "domestic_violence"
    TRAFFICKING_EXPLOITATION = "trafficking_exploitation"
    HATE_VIOLENCE = "hate_violence"
    MEDICAL_EMERGENCY = "medical_emergency"
    CHILD_IN_DANGER = "child_in_danger"
    HOMELESS_TONIGHT = "homeless_tonight"
