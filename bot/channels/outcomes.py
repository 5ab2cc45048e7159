"""What became of a message that was handed to a channel."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Accepted:
    """The channel has it.

    Attributes:
        sent_id: The channel's own name for it; of the last piece where it was split.
    """

    sent_id: str


@dataclass(frozen=True, slots=True)
class Later:
    """Not now.

    Attributes:
        wait_s: How long the channel asks us to wait; None where it says nothing.
    """

    wait_s: float | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Never: the person has blocked us, or the chat is gone."""

    reason: str


SendResult = Accepted | Later | Refused
