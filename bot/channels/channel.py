"""What a channel does for the processes. `web` and `terminal` need none of it: they read the outbox themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.channels.outcomes import SendResult
    from bot.conversation.inbound import Inbound
    from bot.conversation.replies import Message


class Channel(Protocol):
    """Carries messages to people; under the contract suite in tests/contracts/bot/."""

    async def send(self, address: str, message: Message) -> SendResult:
        """Send one message. Expected failures are results, never exceptions."""

    async def show_progress(self, address: str, inbound: Inbound) -> None:
        """Show that the message was seen: "typing…", or that the tap arrived. Failures do not matter."""
