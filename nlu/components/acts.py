"""The dialogue act of each message, as Rasa's intent."""

from __future__ import annotations

from typing import Any, Dict, List, Text, Type  # noqa: UP035 - Rasa compares these very annotations

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.act_classifier import ActClassifier, fit_act_classifier
from nlu.acts import DialogueAct
from nlu.components.featurizer import VECTOR, SentenceFeaturizer
from nlu.rasa_data import Example, read_examples

_FILE = "acts.npz"
_ACTS = {act.value for act in DialogueAct}


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class ActClassifierComponent(IntentClassifier, GraphComponent):
    """Wraps `nlu.act_classifier`; the examples' languages come from their files."""

    @classmethod
    def required_components(cls) -> List[Type]:  # type: ignore[type-arg] # Rasa's own signature
        """It reads the featurizer's vectors."""
        return [SentenceFeaturizer]

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> ActClassifierComponent:
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
    ) -> ActClassifierComponent:
        """As Rasa wants it for running."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._classifier = ActClassifier.load(folder / _FILE)
        return component

    def __init__(self, model_storage: ModelStorage, resource: Resource) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._classifier: ActClassifier | None = None

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the examples that Rasa has read, with the language that their file says."""
        locales = {(example.text, example.act.value): example.locale for example in read_examples()}
        examples, vectors = [], []
        for message in training_data.intent_examples:
            text, intent = message.get(TEXT), message.get(INTENT)
            locale = locales.get((text, intent))
            if locale is not None and intent in _ACTS and message.get(VECTOR) is not None:
                examples.append(Example(text, DialogueAct(intent), locale))
                vectors.append(message.get(VECTOR))
        self._classifier = fit_act_classifier(examples, np.stack(vectors))
        with self._model_storage.write_to(self._resource) as folder:
            self._classifier.save(folder / _FILE)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the intent of each message that has a vector; payloads keep theirs."""
        for message in messages:
            vector = message.get(VECTOR)
            if vector is None or self._classifier is None:
                continue
            ranked = self._classifier.rank(vector, text=message.get(TEXT) or "")
            order = sorted(ranked, key=lambda act: -ranked[act])
            ranking = [{INTENT_NAME_KEY: act.value, PREDICTED_CONFIDENCE_KEY: ranked[act]} for act in order]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking[:5], add_to_output=True)
        return messages
