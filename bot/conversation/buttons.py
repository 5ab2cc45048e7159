"""What a tap on a button means. Ids are short: Telegram carries at most 64 bytes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bot.conversation.replies import Button

MAX_ID_BYTES = 64


class Press(str, Enum):
    """The first half of a button's id; the second half, after a colon, says of what."""

    STEPS = "steps"
    CARD = "card"
    WHO = "who"
    SHOW = "show"
    GOOD = "good"
    BAD = "bad"
    STATUS = "stat"
    LANGUAGE = "lang"
    TOPIC = "topic"
    DATES = "dates"
    ANCHOR = "anchor"
    WHEN = "when"
    REMIND = "remind"
    STOP = "stop"
    LETTERS = "letters"
    LETTER = "letter"
    FORM = "form"
    HUMAN = "human"
    NONE = "none"


UNSURE = "unsure"
PRIVATE = "private"
ASK = "ask"
"""`stat:ask` shows the question about status again, so that it can be changed with one tap."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A tap, understood: `steps:work/unpaid-wages` is (STEPS, "work/unpaid-wages")."""

    press: Press
    of: str


def read_button(button_id: str) -> Pressed | None:
    """What was tapped; None where it is no button of ours."""
    name, _, of = button_id.partition(":")
    try:
        return Pressed(Press(name), of)
    except ValueError:
        return None


def button(press: Press, label: str, of: str = "") -> Button:
    """A button that comes back as `press:of`."""
    return Button(id=f"{press.value}:{of}" if of else press.value, label=label)


def fits(press: Press, of: str) -> bool:
    """Whether the id is short enough for every channel."""
    return len(f"{press.value}:{of}".encode()) <= MAX_ID_BYTES
