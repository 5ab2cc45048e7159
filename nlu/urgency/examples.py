"""Invented sentences of danger and its look-alikes, read from `examples/<locale>.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from nlu.errors import FileFault
from nlu.locales import Locale
from nlu.urgency_kinds import UrgencyKind
from nlu.yaml_text import load_yaml

EXAMPLES_FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class UrgencyExample:
    """A sentence; `kind` is None where it only sounds like danger."""

    text: str
    kind: UrgencyKind | None
    locale: Locale


def read_urgency_examples(folder: Path = EXAMPLES_FOLDER) -> tuple[UrgencyExample, ...]:
    """Read all five languages.

    Raises:
        FileFault: A file is missing, or is not made of lists under the seven kinds and `none`.
    """
    return tuple(example for locale in Locale for example in _read(folder / f"{locale.value}.yml", locale))


def _read(path: Path, locale: Locale) -> list[UrgencyExample]:
    try:
        groups = load_yaml(path.read_text(encoding="utf-8"))
        kinds = {name: None if name == "none" else UrgencyKind(name) for name in groups}
        return [UrgencyExample(str(text), kinds[name], locale) for name, texts in groups.items() for text in texts]
    except OSError as fault:
        raise FileFault(path, "cannot be read") from fault
    except (yaml.YAMLError, ValueError, TypeError, AttributeError) as fault:
        raise FileFault(path, f"is not made of lists under the kinds of danger and `none`: {fault}") from fault
