"""Which Czech text each translation was made from, kept in `article.yaml` as a short hash."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from knowledge.article_folder import METADATA_FILE, read_article_folder
from knowledge.checks.language_rules import QUESTIONS
from knowledge.errors import ArticleMissing
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.article_folder import ArticleFolder
    from knowledge.content_tree import ContentTree

KEY = "translations"
TRANSLATED = tuple(locale for locale in Locale if locale is not Locale.CS)
_SPACES = re.compile(r"\s+")
_HASH = re.compile(r"[0-9a-f]{8}")
# The key as we write it, or as an editor may have spread it over indented lines.
_WRITTEN = re.compile(rf"^{KEY}:.*\n(?:[ \t]+.*\n)*", re.MULTILINE)


def source_hash(folder: ArticleFolder) -> str | None:
    """Eight hexadecimal digits of the Czech title, sections and phrases; None where cs.md or article.yaml is missing.

    Questions do not count, since no language translates them, and neither do line breaks and spaces.
    """
    file = folder.files.get(Locale.CS)
    if file is None or folder.metadata is None:
        return None
    parts = [file.title, *folder.metadata.phrases]
    for block in file.blocks:
        if block.name != QUESTIONS:
            parts += [block.name, ",".join(sorted(block.statuses)), block.markdown]
    text = "\n".join(_SPACES.sub(" ", part).strip() for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def written_hashes(folder: ArticleFolder) -> Mapping[Locale, str]:
    """What `article.yaml` says; entries that are not of the right form are left out."""
    value = folder.metadata.document.value.get(KEY) if folder.metadata else None
    if not isinstance(value, dict):
        return {}
    read = {Locale.from_code(str(code)): str(text) for code, text in value.items()}
    return {locale: text for locale, text in read.items() if locale is not None and _HASH.fullmatch(text)}


def mark_translated(tree: ContentTree, article: str, locales: Sequence[Locale] = TRANSLATED) -> str:
    """Write into `article.yaml` that these languages say what the Czech text says now.

    Returns:
        The hash written.

    Raises:
        ArticleMissing: There is no such article, or it has no Czech text.
    """
    path = tree.articles / article
    if path not in tree.article_folders():
        raise ArticleMissing(article)
    folder, _ = read_article_folder(tree, path)
    current = source_hash(folder)
    if current is None:
        raise ArticleMissing(article)
    hashes = {**written_hashes(folder), **dict.fromkeys(locales, current)}
    # Quoted, since 12345678 and 1e234567 would be numbers.
    entries = ", ".join(f'{locale.value}: "{hashes[locale]}"' for locale in TRANSLATED if locale in hashes)
    metadata = path / METADATA_FILE
    text = _WRITTEN.sub("", metadata.read_text(encoding="utf-8"))
    metadata.write_text(f"{text.rstrip()}\n{KEY}: {{{entries}}}\n", encoding="utf-8")
    return current
