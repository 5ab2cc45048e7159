"""The dialogue act as Rasa's intent."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.act_classifier import ActClassifier, fit_act_classifier
from nlu.components.sentence_featurizer import VECTOR, is_typed
from nlu.rasa_data import read_examples

_FILE = "acts.npz"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class ActComponent(GraphComponent):
    """Wraps `nlu.act_classifier`, which the snapshot carries too."""

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, classifier: ActClassifier | None = None
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._classifier = classifier

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActComponent:
        """Rasa's way to make one before training."""
        del config, execution_context
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,  # noqa: ANN401 - Rasa's signature
    ) -> ActComponent:
        """Rasa's way to bring a trained one back."""
        del config, execution_context, kwargs
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, ActClassifier.load(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the examples of `nlu/data/nlu/`, with the language of each, which Rasa's own form does not keep."""
        encoded = {
            example.get(TEXT): example.get(VECTOR)
            for example in training_data.training_examples
            if example.get(VECTOR) is not None
        }
        # Rasa gives the files' texts unchanged; one that is in our files but not in Rasa's data was filtered out there.
        examples = [example for example in read_examples() if example.text in encoded]
        vectors = np.stack([encoded[example.text] for example in examples])
        self._classifier = fit_act_classifier(examples, vectors)
        with self._model_storage.write_to(self._resource) as folder:
            self._classifier.save(folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Name the act of what a person typed; payloads name their intent themselves."""
        for message in messages:
            vector = message.get(VECTOR)
            if self._classifier is None or vector is None or not is_typed(message):
                continue
            guess = self._classifier.classify(vector)
            intent = {INTENT_NAME_KEY: guess.act.value, PREDICTED_CONFIDENCE_KEY: guess.p}
            message.set(INTENT, intent, add_to_output=True)
        return messages
