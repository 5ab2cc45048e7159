"""Reads `lexicon/*.yml`: how people write statuses, offices, documents, languages and districts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from nlu.errors import FileFault
from nlu.locales import Locale
from nlu.yaml_text import load_yaml

LEXICON_FOLDER = Path(__file__).parent / "lexicon"


@dataclass(frozen=True, slots=True)
class Term:
    """One way to write something.

    Attributes:
        words: Of the term, in order; one that ends in `*` stands for all its endings.
    """

    kind: str
    value: str
    locale: Locale
    words: tuple[str, ...]


def read_terms(folder: Path = LEXICON_FOLDER) -> tuple[Term, ...]:
    """Read every file of the folder; its name is the kind of entity.

    Raises:
        FileFault: A file is not made of values, each with lists by language.
    """
    return tuple(term for path in sorted(folder.glob("*.yml")) for term in _read(path))


def _read(path: Path) -> list[Term]:
    try:
        values = load_yaml(path.read_text(encoding="utf-8"))
        return [
            Term(path.stem, str(value), Locale(code), tuple(str(written).split()))
            for value, by_language in values.items()
            for code, terms in by_language.items()
            for written in terms
        ]
    except OSError as fault:
        raise FileFault(path, "cannot be read") from fault
    except (yaml.YAMLError, AttributeError, TypeError, ValueError) as fault:
        raise FileFault(path, f"is not made of values with lists by language: {fault}") from fault
