"""Rasa 3.6.21 compiles a JSON schema anew for every custom action, 28 ms each time. Here it is compiled once."""

from __future__ import annotations

from typing import Any

PATCHED_VERSION = "3.6.21"


def compile_action_schema_once() -> bool:
    """Apply the patch; False, and nothing changed, where Rasa has another version than the one it was written for."""
    import rasa.version
    from jsonschema.validators import validator_for  # type: ignore[import-untyped]
    from rasa.core.actions.action import RemoteAction

    if rasa.version.__version__ != PATCHED_VERSION:
        return False
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)

    def validate(_: RemoteAction, result: dict[str, Any]) -> bool:
        fault = next(validator.iter_errors(result), None)
        if fault is not None:
            raise fault
        return True

    RemoteAction._validate_action_result = validate  # noqa: SLF001 - the patch is the point  # noqa: SLF001 - there is no public door
    return True
