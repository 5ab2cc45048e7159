"""One article's folder as read from disk, before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.faults import Fault
from knowledge.language_file import LanguageFile, parse_language_file
from knowledge.metadata import Metadata, read_metadata
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from knowledge.content_tree import ContentTree

METADATA_FILE = "article.yaml"


@dataclass(frozen=True, slots=True)
class ArticleFolder:
    """What lies in `<topic>/<slug>/`.

    Attributes:
        id: By the folder's own path.
        path: As faults show it.
        metadata: None where article.yaml is missing or not readable.
        files: The languages that are there.
    """

    id: str
    path: str
    metadata: Metadata | None
    files: Mapping[Locale, LanguageFile]

    @property
    def metadata_path(self) -> str:
        """As faults show it."""
        return f"{self.path}/{METADATA_FILE}"

    def language_path(self, locale: Locale) -> str:
        """As faults show it."""
        return f"{self.path}/{locale.value}.md"


def read_text(path: Path, shown: str) -> tuple[str | None, list[Fault]]:
    """The file's text; None and a fault where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n"), []
    except UnicodeDecodeError:
        return None, [Fault(shown, 1, "not readable as UTF-8 text")]


def read_article_folder(tree: ContentTree, folder: Path) -> tuple[ArticleFolder, list[Fault]]:
    """Read a folder; the faults are those that reading itself brings to light."""
    shown = tree.shown(folder)
    metadata, faults = _read_metadata(folder / METADATA_FILE, f"{shown}/{METADATA_FILE}")
    files = {}
    for locale in Locale:
        path = folder / f"{locale.value}.md"
        if not path.is_file():
            faults.append(Fault(f"{shown}/{locale.value}.md", 1, f"the language {locale.value} is missing"))
            continue
        text, unreadable = read_text(path, f"{shown}/{locale.value}.md")
        faults += unreadable
        if text is not None:
            files[locale] = parse_language_file(text)
    known = {METADATA_FILE, *(f"{locale.value}.md" for locale in Locale)}
    for path in sorted(folder.iterdir()):
        if path.name not in known and not path.name.startswith("."):
            faults.append(Fault(f"{shown}/{path.name}", 1, "this file belongs to no article"))
    return ArticleFolder(tree.article_id(folder), shown, metadata, files), faults


def _read_metadata(path: Path, shown: str) -> tuple[Metadata | None, list[Fault]]:
    if not path.is_file():
        return None, [Fault(shown, 1, "article.yaml is missing")]
    text, faults = read_text(path, shown)
    return read_metadata(shown, text) if text is not None else (None, faults)
