"""What a message names, as Rasa's entities."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.sentence_featurizer import is_typed
from nlu.marking import EntityMarker


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class EntityComponent(GraphComponent):
    """Wraps `nlu.marking`."""

    def __init__(self) -> None:
        self._marker = EntityMarker()
        self._marker.load()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityComponent:
        """Rasa's way to make one."""
        del config, model_storage, resource, execution_context
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Mark what a person typed."""
        for message in messages:
            if is_typed(message):
                marked = [_as_rasa_says(asdict(entity)) for entity in self._marker.mark(message.get(TEXT))]
                message.set(ENTITIES, [*message.get(ENTITIES, []), *marked], add_to_output=True)
        return messages


def _as_rasa_says(entity: dict[str, Any]) -> dict[str, Any]:
    kind = entity.pop("kind")
    return {"entity": kind, "extractor": "EntityComponent", **entity}
