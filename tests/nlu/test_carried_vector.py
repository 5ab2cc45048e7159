import json
from typing import Any

import numpy as np
import pytest

from nlu.carried_vector import FIELD, CarriedVector, vector_from

VECTOR = np.array([0.25, -1.0, 1e-7], dtype=np.float32)


def test_a_vector_arrives_through_json_as_it_left() -> None:
    carried = json.loads(json.dumps({FIELD: CarriedVector("an encoder", VECTOR).to_wire()}))
    arrived = vector_from(carried, "an encoder")
    assert arrived is not None
    assert arrived.dtype == np.float32
    assert np.array_equal(arrived, VECTOR)


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {FIELD: None},
        {FIELD: "a text"},
        {FIELD: CarriedVector("another encoder", VECTOR).to_wire()},
        {FIELD: {"encoder": "an encoder", "numbers": "no base64!"}},
        {FIELD: {"encoder": "an encoder", "numbers": "AAA="}},
        {FIELD: {"encoder": "an encoder"}},
    ],
    ids=["nothing", "none", "no mapping", "another encoder", "no base64", "half a number", "no numbers"],
)
def test_what_cannot_be_used_is_as_good_as_nothing(metadata: dict[str, Any]) -> None:
    assert vector_from(metadata, "an encoder") is None
