"""Examples of dialogue acts, read from the files that `rasa train` reads, so that everything learns from the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from nlu.acts import DialogueAct
from nlu.errors import FileFault
from nlu.locales import Locale
from nlu.yaml_text import load_yaml

EXAMPLES_FOLDER = Path(__file__).parent / "data" / "nlu"


@dataclass(frozen=True, slots=True)
class Example:
    """Something a person might type, with what they do by it."""

    text: str
    act: DialogueAct
    locale: Locale


def read_examples(folder: Path = EXAMPLES_FOLDER) -> tuple[Example, ...]:
    """Read `<locale>.yml` for all five languages, in the order of the files.

    Raises:
        FileFault: A file is missing or is not what Rasa calls NLU training data, or names an act we do not have.
    """
    return tuple(example for locale in Locale for example in _read(folder / f"{locale.value}.yml", locale))


def _read(path: Path, locale: Locale) -> list[Example]:
    try:
        groups = load_yaml(path.read_text(encoding="utf-8"))["nlu"]
        pairs = [(group["intent"], group["examples"].splitlines()) for group in groups]
    except OSError as fault:
        raise FileFault(path, "cannot be read") from fault
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as fault:
        raise FileFault(path, "is not a Rasa NLU file with `nlu`, `intent` and `examples`") from fault
    examples: list[Example] = []
    for intent, lines in pairs:
        try:
            act = DialogueAct(intent)
        except ValueError as fault:
            raise FileFault(path, f"intent {intent!r} is no dialogue act of nlu/acts.py") from fault
        examples.extend(Example(line.strip()[1:].strip(), act, locale) for line in lines if line.strip())
    return examples
