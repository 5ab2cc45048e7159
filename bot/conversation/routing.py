"""Which way a message goes. Pure: it knows the message and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.conversation.buttons import Pressed, read_button
from bot.conversation.inbound import Inbound, Kind
from bot.conversation.outcomes import Command

_COMMAND = re.compile(r"/([a-z_]+)(?:@\w+)?(?:\s|$)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
MAX_ENGINE_CHARACTERS = 4000
FORM_STEPS = frozenset({"cancel", "skip", "back", "done"})
"""What can be typed with a slash while a form is open."""


@dataclass(frozen=True, slots=True)
class CommandRoute:
    """A command; None where it is none of ours."""

    command: Command | None


@dataclass(frozen=True, slots=True)
class PressRoute:
    """A tap; None where the button is none of ours."""

    pressed: Pressed | None


@dataclass(frozen=True, slots=True)
class NotTextRoute:
    """A picture, a voice, a place."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class WordlessRoute:
    """Empty, or only signs and emoji."""


@dataclass(frozen=True, slots=True)
class EngineRoute:
    """Something to understand, at most `MAX_ENGINE_CHARACTERS` long."""

    text: str


@dataclass(frozen=True, slots=True)
class FormRoute:
    """A step of a form, typed with a slash where there is no button to tap."""

    step: str


Route = FormRoute | CommandRoute | PressRoute | NotTextRoute | WordlessRoute | EngineRoute


def route(inbound: Inbound) -> Route:
    """Decide the way.

    Nothing that begins with a slash ever reaches the dialogue engine, which would take it as an order to itself.
    """
    if inbound.kind is Kind.PRESS:
        return PressRoute(read_button(inbound.button))
    text = inbound.text.strip()
    if inbound.kind is not Kind.TEXT and not _WORD.search(text):
        return NotTextRoute(inbound.kind)
    if text.startswith("/"):
        name = _name(text)
        return FormRoute(name) if name in FORM_STEPS else CommandRoute(_command(name))
    if not _WORD.search(text):
        return WordlessRoute()
    return EngineRoute(text[:MAX_ENGINE_CHARACTERS])


def _name(text: str) -> str:
    match = _COMMAND.match(text)
    return match[1].lower() if match else ""


def _command(name: str) -> Command | None:
    return next((command for command in Command if command.value == name), None)
