"""Rasa's door to the encoder: one sentence vector for each message, as everywhere else in the assistant."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.carried_vector import vector_from
from nlu.components.vectors_on_disk import cache_folder, encode_with_cache
from nlu.encoders import chosen_setting, make_encoder
from nlu.encoders.precomputed import with_precomputed
from nlu.encoding import Vectors

VECTOR = "vector"
"""Name under which a message carries its vector, shape (dimension,)."""


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Encodes messages with the configured encoder; payloads such as `/set_status` are left alone."""

    def __init__(self, name: str, config: dict[str, Any]) -> None:
        super().__init__(name, config)
        self._encoder = make_encoder(config["encoder"] or chosen_setting())

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`encoder`: a setting of `nlu.encoders`; None for the installation's."""
        return {**DenseFeaturizer.get_default_config(), "encoder": None}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check: `make_encoder` refuses what it does not know."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """Rasa's way to make one."""
        del model_storage, resource
        return cls(execution_context.node_name, config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Encode what a person typed, unless the gateway has done it."""
        for message in messages:
            if is_typed(message):
                carried = vector_from(message.get("metadata") or {}, self._encoder.name)
                self._attach(message, self._encode(message.get(TEXT)) if carried is None else carried)
        return messages

    def _encode(self, text: str) -> Vectors:
        vector: Vectors = self._encoder.encode_questions([text])[0]
        return vector

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encode the examples, each once in the life of this checkout."""
        examples = [example for example in training_data.training_examples if is_typed(example)]
        texts = [example.get(TEXT) for example in examples]
        vectors = encode_with_cache(texts, with_precomputed(self._encoder), cache_folder())
        for example, vector in zip(examples, vectors, strict=True):
            self._attach(example, vector)
        return training_data

    def _attach(self, message: Message, vector: Vectors) -> None:
        features = vector[np.newaxis, :].astype(np.float32)
        message.add_features(Features(features, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        message.set(VECTOR, vector, add_to_output=False)


def is_typed(message: Message) -> bool:
    """Whether a person typed it: Rasa sends payloads of buttons through the whole pipeline too."""
    text = (message.get(TEXT) or "").strip()
    return bool(text) and not text.startswith("/")
