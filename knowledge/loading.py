"""From checked files to articles: figures filled in, every part where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.articles import Article, DirectoryEntry, Part, Phrase, Section, Version
from knowledge.asked_files import Asked
from knowledge.checking import check
from knowledge.checks.language_rules import PHRASES, QUESTIONS
from knowledge.errors import ContentInvalid
from knowledge.figures import fill
from knowledge.uncollected import uncollected
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Executor
    from datetime import date

    from knowledge.article_folder import ArticleFolder
    from knowledge.content_tree import ContentTree
    from knowledge.language_file import LanguageFile
    from knowledge.letters import Letter
    from knowledge.metadata import Metadata
    from nlu.urgency_kinds import UrgencyKind

_PARTS = {part.value: part for part in Part}


@dataclass(frozen=True, slots=True)
class Content:
    """All that editors wrote, as values."""

    articles: Mapping[str, Article]
    directory: Mapping[str, DirectoryEntry]
    urgent_cards: Mapping[tuple[UrgencyKind, Locale], str]
    asked: Asked
    letters: Mapping[str, Letter]


@uncollected()
def load_content(
    tree: ContentTree | None = None, *, today: date | None = None, executor: Executor | None = None
) -> Content:
    """Load everything.

    Args:
        tree: Where it lies; the repository by default.
        today: As for `knowledge.checking.check`.
        executor: Likewise.

    Raises:
        ContentInvalid: Something does not hold; it carries every fault.
    """
    checked = check(tree, today=today, executor=executor)
    if checked.faults:
        raise ContentInvalid(checked.faults)
    articles = {folder.id: article_of(folder) for folder in checked.folders}
    return Content(articles, checked.directory, checked.urgent_cards, checked.asked, checked.letters)


def load_sound_articles(tree: ContentTree | None = None, *, today: date | None = None) -> Content:
    """Load the articles that can be read, leaving out those that cannot; for measuring while content is written.

    References to articles that are left out are dropped.
    """
    checked = check(tree, today=today)
    articles = {folder.id: article_of(folder) for folder in checked.folders if _is_readable(folder)}
    return Content(articles, checked.directory, checked.urgent_cards, checked.asked, checked.letters)


def article_of(folder: ArticleFolder) -> Article:
    """The article in a folder without faults."""
    metadata = folder.metadata
    assert metadata is not None, folder.id  # noqa: S101 - the checks have seen to it
    assert metadata.confidence, folder.id  # noqa: S101
    assert metadata.verified_on, folder.id  # noqa: S101
    assert metadata.review_by, folder.id  # noqa: S101
    return Article(
        id=folder.id,
        applies_to=metadata.applies_to,
        confidence=metadata.confidence,
        verified_on=metadata.verified_on,
        review_by=metadata.review_by,
        volatile=metadata.volatile,
        sources=metadata.sources,
        figures=metadata.figures,
        related=metadata.related,
        directory=metadata.directory,
        deadlines=metadata.deadlines,
        versions={locale: _version(metadata, locale, file) for locale, file in folder.files.items()},
        valid_from=metadata.valid_from,
        valid_until=metadata.valid_until,
        facets=metadata.facets,
    )


def _version(metadata: Metadata, locale: Locale, file: LanguageFile) -> Version:
    def filled(text: str) -> str:
        return fill(text, metadata.figures, locale)

    sections = tuple(
        Section(_PARTS[block.name], filled(block.markdown), frozenset(map(ResidenceStatus, block.statuses)))
        for block in file.blocks
        if block.name in _PARTS
    )
    translations = [filled(line.text) for block in file.named(PHRASES) for line in block.bullets]
    czech = [fill(phrase, metadata.figures, Locale.CS) for phrase in metadata.phrases]
    phrases = (
        tuple(Phrase(sentence, None) for sentence in czech)
        if locale is Locale.CS
        else tuple(Phrase(sentence, translation) for sentence, translation in zip(czech, translations, strict=False))
    )
    questions = tuple(line.text for block in file.named(QUESTIONS) for line in block.bullets)
    return Version(locale, filled(file.title), questions, sections, phrases)


def _is_readable(folder: ArticleFolder) -> bool:
    if folder.metadata is None or len(folder.files) < len(Locale):
        return False
    try:
        article_of(folder)
    except (AssertionError, KeyError, ValueError):
        return False
    return True
