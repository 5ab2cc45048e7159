"""The sentence vector of each message, by the encoder of the settings."""

from __future__ import annotations

from typing import Any, Dict, List, Text, Type  # noqa: UP035 - Rasa compares these very annotations

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.encoders import make_encoder

VECTOR = "vector"
"""Where a message carries its vector, shape (d,), float32, unit length."""


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Encodes messages. Payloads such as `/set_status{…}` are passed over: Rasa runs the whole graph for them, too."""

    @classmethod
    def required_components(cls) -> List[Type]:  # type: ignore[type-arg] # Rasa's own signature
        """A tokenizer, which Rasa wants before any featurizer."""
        return [Tokenizer]

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Nothing to configure: the encoder is a setting of the whole assistant."""

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> SentenceFeaturizer:
        """As Rasa wants it."""
        return cls(execution_context.node_name, config)

    def __init__(self, name: Text, config: Dict[Text, Any]) -> None:
        super().__init__(name, config)
        self._encoder = make_encoder()

    def process(self, messages: List[Message]) -> List[Message]:
        """Give each message its vector."""
        self._encode(messages)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give each example its vector."""
        self._encode(training_data.training_examples)
        return training_data

    def _encode(self, messages: List[Message]) -> None:
        texts = [(message, (message.get(TEXT) or "").strip()) for message in messages]
        wanted = [(message, text) for message, text in texts if text and not text.startswith("/")]
        if not wanted:
            return
        vectors = self._encoder.encode_questions([text for _, text in wanted])
        for (message, _), vector in zip(wanted, vectors, strict=True):
            features = Features(vector[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__)
            message.add_features(features)
            message.set(VECTOR, vector, add_to_output=False)
