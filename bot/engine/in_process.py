"""The dialogue engine in this process: Rasa's agent, with our actions called directly instead of over HTTP.

For the terminal, for scripts and for tests. Importing it brings Rasa and TensorFlow in (ten seconds, 550 MB).
"""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa.utils.log_utils import configure_structlog
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from bot.engine.dialogue import EngineMessage, EngineResponse, EngineUnavailable
from bot.engine.wire import FORGET, metadata_of, response_from
from nlu.components.tracker_store import SqliteTrackerStore


class InProcessActions(EndpointConfig):
    """Looks like the action server to Rasa."""

    def __init__(self, executor: ActionExecutor) -> None:
        super().__init__(url="inproc://actions")
        self._executor = executor

    async def request(self, method: str = "post", **kwargs: Any) -> Any:  # noqa: ANN401, ARG002 - Rasa's own signature
        """Run an action; a refusal is what the server's HTTP 400 or 404 would be."""
        try:
            return await self._executor.run(kwargs["json"])
        except (ActionExecutionRejection, ActionNotFoundException) as error:
            status = 400 if isinstance(error, ActionExecutionRejection) else 404
            body = json.dumps({"error": error.message, "action_name": error.action_name})
            raise ClientResponseError(status, error.message, body) from error


class InProcessEngine:
    """Holds Rasa itself. Implements `bot.engine.dialogue.DialogueEngine`."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent

    @classmethod
    def load(cls, model: Path, trackers: Path) -> InProcessEngine:
        """Load a trained model.

        Args:
            model: Made by `rasa train`.
            trackers: File that keeps the conversations.

        Raises:
            EngineUnavailable: The model cannot be loaded.
        """
        # Otherwise Rasa prints every event with people's words in it.
        configure_structlog(logging.ERROR)
        logging.getLogger("rasa").setLevel(logging.ERROR)
        executor = ActionExecutor()
        executor.register_package("actions")
        # The agent hands its domain to the store when the model is loaded.
        store: TrackerStore = SqliteTrackerStore(Domain.empty(), path=str(trackers))
        agent = Agent.load(str(model), action_endpoint=InProcessActions(executor), tracker_store=store)
        if not agent.is_ready():
            raise EngineUnavailable(model.name)
        return cls(agent)

    async def respond(self, message: EngineMessage) -> EngineResponse:
        """Propose an outcome."""
        return response_from(await self._say(message.sender, message.text, metadata_of(message)))

    async def forget(self, sender: str) -> None:
        """Erase everything the engine remembers of this person."""
        await self._say(sender, FORGET, {})

    async def _say(self, sender: str, text: str, metadata: dict[str, str | None]) -> list[dict[str, Any]]:
        channel = CollectingOutputChannel()
        message = UserMessage(text, channel, sender_id=sender, input_channel="rest", metadata=metadata)
        await self._agent.handle_message(message)
        collected: list[dict[str, Any]] = channel.messages
        return collected
