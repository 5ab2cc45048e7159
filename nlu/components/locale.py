"""The first component: which language a message is in."""

from __future__ import annotations

from typing import Any, Dict, List, Text  # noqa: UP035 - Rasa compares these very annotations

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.schema_patch import compile_schema_once
from nlu.language import LanguageIdentifier
from nlu.language_model import LanguageModel, train_language_model
from nlu.locales import Locale
from nlu.rasa_data import read_examples


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=True)
class LocaleComponent(GraphComponent):
    """Sets `language` on each message.

    Whoever sends the message may know better: `metadata.locale` wins, `metadata.prior` leans. The model behind it is
    trained on the examples of dialogue acts, which carry their language.
    """

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> LocaleComponent:
        """As Rasa wants it for training."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,  # noqa: ANN401 - Rasa's own signature
    ) -> LocaleComponent:
        """As Rasa wants it for running."""
        # The first component of ours that a running Rasa loads.
        compile_schema_once()
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._identifier = LanguageIdentifier(LanguageModel.load(folder))
        return component

    def __init__(self, model_storage: ModelStorage, resource: Resource) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._identifier: LanguageIdentifier | None = None

    def train(self, training_data: TrainingData) -> Resource:
        """Train on our own files: Rasa's training data does not say which language an example is in."""
        model = train_language_model((example.text, example.locale) for example in read_examples())
        self._identifier = LanguageIdentifier(model)
        with self._model_storage.write_to(self._resource) as folder:
            model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training needs no language."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the language of each message."""
        for message in messages:
            metadata = message.get("metadata") or {}
            chosen = Locale.from_code(metadata.get("locale"))
            prior = Locale.from_code(metadata.get("prior"))
            text = message.get(TEXT) or ""
            if self._identifier is None or text.startswith("/"):
                locale = chosen or prior
            else:
                locale = self._identifier.identify(text, chosen=chosen, prior=prior).locale
            message.set("language", locale.value if locale else None, add_to_output=True)
        return messages


