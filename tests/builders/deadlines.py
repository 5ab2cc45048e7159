"""Rules by which days are counted."""

from __future__ import annotations

from typing import Any

from knowledge.articles import Counting, DeadlineRule
from nlu.anchor_kinds import Anchor

CARD = "residence/employee-card"
REFUSED = "residence/refusal-and-appeal"


def a_rule(rule_id: str, anchor: Anchor, earliest: int | None, latest: int | None, **changes: Any) -> DeadlineRule:
    fields: dict[str, Any] = {"counting": Counting.CALENDAR, "legal_basis": "§ 44a, 326/1999 Sb."}
    return DeadlineRule(rule_id, anchor, earliest, latest, **{**fields, **changes})


CARD_RULE = a_rule("extend", Anchor.CARD_EXPIRY, -120, 0)
