"""Rasa in this process with our actions called directly: for the terminal, scripts and tests."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.engine.dialogue import EngineMessage, EngineResponse, EngineUnavailable
from bot.engine.wire import FORGET, metadata_of, response_from

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from rasa.core.tracker_store import TrackerStore
    from rasa.utils.endpoints import EndpointConfig

    from knowledge.base import KnowledgeBase


class InProcessEngine:
    """Holds a Rasa agent. Implements `bot.engine.dialogue.DialogueEngine`."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent

    @classmethod
    async def load(
        cls,
        model: Path,
        current: Callable[[], KnowledgeBase] | None = None,
        *,
        tracker_store: TrackerStore | None = None,
    ) -> InProcessEngine:
        """Load a trained model, which takes about 12 seconds of imports the first time.

        Args:
            model: The archive that `rasa train` wrote.
            current: Gives the snapshot to answer from; None: whichever is active.
            tracker_store: None: in memory, gone with this process.

        Raises:
            EngineUnavailable: The model cannot be loaded.
        """
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        return await asyncio.to_thread(cls._load, model, current, tracker_store)

    @classmethod
    def _load(
        cls, model: Path, current: Callable[[], KnowledgeBase] | None, tracker_store: TrackerStore | None
    ) -> InProcessEngine:
        from rasa.core.agent import Agent
        from rasa.exceptions import ModelNotFound

        from nlu.components.quiet import keep_words_out_of_logs
        from nlu.components.schema_patch import compile_action_schema_once
        from nlu.components.trimming import TrimmingStore

        keep_words_out_of_logs()
        compile_action_schema_once()
        try:
            agent = Agent.load(str(model), action_endpoint=_actions(current))
        except ModelNotFound as error:
            raise EngineUnavailable(model.name) from error
        agent.tracker_store = agent.processor.tracker_store = tracker_store or TrimmingStore(agent.domain)
        return cls(agent)

    async def respond(self, message: EngineMessage) -> EngineResponse:
        """Propose an outcome."""
        return response_from(await self._handle(message.sender, message.text, metadata_of(message)))

    async def forget(self, sender: str) -> None:
        """Erase everything Rasa remembers of this person."""
        await self._handle(sender, FORGET, {})

    async def _handle(self, sender: str, text: str, metadata: dict[str, Any]) -> list[dict[str, Any]]:
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        collector = CollectingOutputChannel()
        await self._agent.handle_message(UserMessage(text, collector, sender, input_channel="rest", metadata=metadata))
        told: list[dict[str, Any]] = collector.messages
        return told


def _actions(current: Callable[[], KnowledgeBase] | None) -> EndpointConfig:
    from rasa_sdk.executor import ActionExecutor

    from actions.proposals import active_snapshot
    from nlu.components.direct_actions import DirectActions

    if current is not None:
        active_snapshot.use(current)
    executor = ActionExecutor()
    executor.register_package("actions")
    return DirectActions(executor)
