"""The assistant's own words, from the gettext catalogues in `bot/texts/`.

Texts are finished HTML of the small set in `bot.conversation.replies`; labels of buttons hold no tags. Values put into
placeholders must be escaped by the caller.
"""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FOLDER = Path(__file__).resolve().parent.parent / "texts"
_PLURAL_RULE = re.compile(r"plural=(.+?);?\s*$")


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language, by symbolic key such as `answer.checked`."""

    locale: Locale
    entries: Mapping[str, str]
    plurals: Mapping[str, Mapping[int, str]]
    plural_index: Callable[[int], int]

    @staticmethod
    def of(locale: Locale) -> Texts:
        """The catalogue of this language, read once."""
        return _read(locale)

    def get(self, key: str, **values: str) -> str:
        """The text with its placeholders filled.

        Raises:
            KeyError: No such key, or a placeholder without a value. Both are faults of ours; a test finds them.
        """
        return self.entries[key].format_map(values) if values else self.entries[key]

    def count(self, key: str, number: int) -> str:
        """A text about so many things, in the form that the language wants for this number.

        Raises:
            KeyError: No such key.
        """
        return self.plurals[key][self.plural_index(number)].format(n=number)

    def has(self, key: str) -> bool:
        """Whether the catalogue holds this key; for lists that it holds only in part, such as services."""
        return key in self.entries


def foreign_note(language: str) -> str | None:
    """One sentence in a language we do not have, by ISO 639-1 code; None where we cannot say it in that language.

    It has a placeholder `{language}` for the own name of the language that is answered in.
    """
    return _foreign().get(language)


@lru_cache(maxsize=len(Locale))
def _read(locale: Locale) -> Texts:
    import polib  # type: ignore[import-untyped]

    catalogue = polib.pofile(str(_FOLDER / f"{locale.value}.po"))
    rule = _PLURAL_RULE.search(catalogue.metadata["Plural-Forms"])
    if rule is None:
        raise KeyError("Plural-Forms")
    return Texts(
        locale,
        entries={entry.msgid: entry.msgstr for entry in catalogue if not entry.msgid_plural},
        plurals={entry.msgid: dict(entry.msgstr_plural) for entry in catalogue if entry.msgid_plural},
        plural_index=gettext.c2py(rule[1]),
    )


@lru_cache(maxsize=1)
def _foreign() -> Mapping[str, str]:
    import polib

    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(_FOLDER / "foreign.po"))}
