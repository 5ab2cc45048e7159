"""Lists of regular expressions by language, kept as YAML beside the rules so that editors can add to them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).resolve().parent
Patterns = dict[Locale, re.Pattern[str]]


@lru_cache(maxsize=8)
def read_list(name: str) -> Any:  # noqa: ANN401 - the reader knows the shape of its own file
    """A YAML file of this folder by its name without ending, read once."""
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def patterns(written: Mapping[str, list[str]]) -> Patterns:
    """One expression for each language that matches any of its own.

    Raises:
        KeyError: A language is missing.
        re.error: An expression does not hold.
    """
    return {
        locale: re.compile("|".join(f"(?:{one})" for one in written[locale.value]), re.IGNORECASE) for locale in Locale
    }
