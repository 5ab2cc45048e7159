"""Which language the gateway says a message is in: read from the message's metadata, kept with the tracker."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.locales import Locale


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=False)
class LocaleComponent(GraphComponent):
    """Puts `locale` (chosen by the person) and `prior` beside the intent; the actions identify the rest."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LocaleComponent:
        """Rasa's way to make one."""
        del config, model_storage, resource, execution_context
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Read the metadata of each message."""
        for message in messages:
            metadata = message.get("metadata") or {}
            for name in ("locale", "prior"):
                locale = Locale.from_code(metadata.get(name))
                message.set(name, locale.value if locale else None, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Examples come without metadata."""
        return training_data
