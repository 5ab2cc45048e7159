"""The days that time limits are counted from: what a person knows the date of."""

from __future__ import annotations

from enum import Enum


class Anchor(str, Enum):
    """A day; articles name it in their deadlines, `nlu.anchors` recognises it in what people write."""

    CARD_EXPIRY = "card_expiry"
    CARD_COLLECTED = "card_collected"
    ARRIVAL = "arrival"
    MOVE = "move"
    JOB_END = "job_end"
    NOTIFICATION_DELIVERED = "notification_delivered"
    BIRTH = "birth"
    DECISION_DELIVERED = "decision_delivered"
    NOTICE_DELIVERED = "notice_delivered"
    DATA_CHANGE = "data_change"
    DOCUMENT_LOST = "document_lost"
    ROUND_END = "round_end"
    """The end of a registration that the state announces; its date stands in the article, nobody has to tell it."""
