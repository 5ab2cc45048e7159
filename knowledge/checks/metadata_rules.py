"""Rules on what stands in `article.yaml`, with the texts that use it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from knowledge.checks.language_rules import FEWEST_PHRASES, MOST_PHRASES
from knowledge.checks.wording import faults_in_line
from knowledge.faults import Fault
from knowledge.figures import PLACEHOLDER
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from knowledge.article_folder import ArticleFolder
    from knowledge.metadata import Metadata

_VOLATILE_DAYS = 90
_STEADY_DAYS = 365
_FEWEST_RELATED, _MOST_RELATED = 2, 5


def metadata_faults(folder: ArticleFolder, today: date) -> Iterator[Fault]:
    """What is wrong in the metadata apart from what reading found, and apart from references to other folders."""
    metadata = folder.metadata
    if metadata is None:
        return

    def fault(message: str, *where: str | int) -> Fault:
        return Fault(folder.metadata_path, metadata.document.at(*where), message)

    if metadata.id and metadata.id != folder.id:
        yield fault(f"id: {metadata.id} is not the folder's own path {folder.id}", "id")
    for key, message in _dates(metadata, today):
        yield fault(message, key)
    count = len(metadata.phrases)
    if metadata.phrases and not FEWEST_PHRASES <= count <= MOST_PHRASES:
        yield fault(f"phrases: {count} sentences; {FEWEST_PHRASES} or {MOST_PHRASES} are wanted", "phrases")
    for position, phrase in enumerate(metadata.phrases):
        for message in faults_in_line(phrase, Locale.CS, metadata.figures):
            yield fault(f"phrases: {message}", "phrases", position)
    used = _figures_used(folder)
    for name in metadata.figures:
        if folder.files and name not in used:
            yield fault(f"unused figure {name}: no text shows it", "figures", name)


def reference_faults(  # noqa: C901 - a list of rules, one after the other
    folder: ArticleFolder, *, articles: frozenset[str], planned: frozenset[str], directory: frozenset[str]
) -> tuple[list[Fault], list[Fault]]:
    """References to articles and directory entries that are not there.

    Args:
        folder: Whose references.
        articles: Ids that have a folder.
        planned: Ids that will have one: naming them is worth a note, not a fault.
        directory: Ids in the directory.

    Returns:
        Faults and notes.
    """
    faults: list[Fault] = []
    notes: list[Fault] = []
    metadata = folder.metadata
    if metadata is None:
        return faults, notes
    path, at = folder.metadata_path, metadata.document.at
    if not _FEWEST_RELATED <= len(metadata.related) <= _MOST_RELATED:
        message = f"related: {len(metadata.related)} articles; {_FEWEST_RELATED} to {_MOST_RELATED} are wanted"
        faults.append(Fault(path, at("related"), message))
    for position, other in enumerate(metadata.related):
        line = at("related", position)
        if other == folder.id:
            faults.append(Fault(path, line, "related: the article names itself"))
        elif other in metadata.related[:position]:
            faults.append(Fault(path, line, f"related: {other} stands twice"))
        elif other in articles:
            continue
        elif other in planned:
            notes.append(Fault(path, line, f"related: {other} is not written yet"))
        else:
            faults.append(Fault(path, line, f"related: unknown article {other}"))
    for position, entry in enumerate(metadata.directory):
        if entry not in directory:
            faults.append(Fault(path, at("directory", position), f"directory: unknown entry {entry}"))
        elif entry in metadata.directory[:position]:
            faults.append(Fault(path, at("directory", position), f"directory: {entry} stands twice"))
    return faults, notes


def _dates(metadata: Metadata, today: date) -> Iterator[tuple[str, str]]:
    verified, review = metadata.verified_on, metadata.review_by
    if verified and verified > today:
        yield "verified_on", f"verified_on: {verified} is in the future"
    if verified and review:
        most = _VOLATILE_DAYS if metadata.volatile else _STEADY_DAYS
        if review > verified + timedelta(days=most):
            kind = "volatile facts" if metadata.volatile else "facts"
            latest = verified + timedelta(days=most)
            yield "review_by", f"review_by: too late; {kind} at most {most} days after verified_on, so by {latest}"
        if review <= verified:
            yield "review_by", "review_by: not after verified_on"
    if metadata.valid_from and metadata.valid_until and metadata.valid_until < metadata.valid_from:
        yield "valid_until", "valid_until: before valid_from"


def _figures_used(folder: ArticleFolder) -> set[str]:
    texts = [line.text for file in folder.files.values() for block in file.blocks for line in block.lines]
    texts += [line.text for file in folder.files.values() for line in file.titles]
    texts += folder.metadata.phrases if folder.metadata else ()
    return {match[1] for text in texts for match in PLACEHOLDER.finditer(text)}
