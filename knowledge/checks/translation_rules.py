"""Translations that were made from an older Czech text than the one that stands there now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.faults import Fault
from knowledge.translations import KEY, TRANSLATED, source_hash, written_hashes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.article_folder import ArticleFolder


def outdated_translations(folder: ArticleFolder) -> Iterator[Fault]:
    """Name every language whose text has not been compared with the Czech one since that changed.

    These are notes and no faults: what stands there was right when it was written, its figures come from the metadata
    that is common to all languages, and a corrected Czech sentence must be able to go out at once.
    """
    current = source_hash(folder)
    if current is None or folder.metadata is None:
        return
    made_from = written_hashes(folder)
    line = folder.metadata.document.at(KEY)
    for locale in TRANSLATED:
        if locale in folder.files and made_from.get(locale) != current:
            code = locale.value
            then = f"pruvodce kb mark-translated {folder.id} {code}"
            yield Fault(folder.metadata_path, line, f"outdated translation {code}: read it against cs.md, then {then}")


def marking_faults(folder: ArticleFolder) -> Iterator[Fault]:
    """What is not of the right form under `translations`."""
    value = folder.metadata.document.value.get(KEY) if folder.metadata else None
    if folder.metadata is None or value is None:
        return
    if not isinstance(value, dict) or len(written_hashes(folder)) < len(value):
        line = folder.metadata.document.at(KEY)
        yield Fault(folder.metadata_path, line, f"{KEY}: expected a hash of eight digits for en, uk, ru and vi")
