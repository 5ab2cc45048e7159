"""Rasa compiles the schema of an action's answer anew with every message, which costs 28 ms; this compiles it once."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction

MEASURED_WITH = "3.6.21"


def compile_schema_once() -> None:
    """Patch Rasa. Another version of Rasa is left as it is: slower, but sure."""
    if version("rasa") != MEASURED_WITH:
        return
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validate(self: RemoteAction, result: Any) -> bool:  # noqa: ANN401, ARG001 - Rasa's own signature
        fault = next(validator.iter_errors(result), None)
        if fault is not None:
            raise fault
        return True

    RemoteAction._validate_action_result = validate
