"""What the content holds, in numbers: languages, sources, facts by confidence, what is due for review when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.articles import Confidence
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.checking import CheckedContent


@dataclass(frozen=True, slots=True)
class ContentCounts:
    """Numbers about all content.

    Attributes:
        unwritten: Planned ids without a folder.
        languages: Articles that have a text in each language.
        sources: Mentions of a source in articles.
        addresses: Web addresses among them, each once.
        secondary: Mentions that are secondary sources.
        articles_by_confidence: Of the weakest fact of the short answer.
        figures_by_confidence: Named figures (fees, days, phones, paragraphs) by the confidence of their article.
        review_by_month: Articles to be reviewed by `YYYY-MM`, in order.
        outdated: Translations not compared since the Czech text changed.
    """

    articles: int
    unwritten: tuple[str, ...]
    languages: Mapping[Locale, int]
    questions: int
    sources: int
    addresses: int
    secondary: int
    articles_by_confidence: Mapping[Confidence, int]
    figures_by_confidence: Mapping[Confidence, int]
    review_by_month: Mapping[str, int]
    directory: int
    outdated: int


def count_content(checked: CheckedContent) -> ContentCounts:
    """Count what was read; what could not be read is left out."""
    known = [folder.metadata for folder in checked.folders if folder.metadata is not None]
    sources = [source for metadata in known for source in metadata.sources]
    articles: Counter[Confidence] = Counter()
    figures: Counter[Confidence] = Counter()
    for metadata in known:
        if metadata.confidence is not None:
            articles[metadata.confidence] += 1
            figures[metadata.confidence] += len(metadata.figures)
    months = Counter(metadata.review_by.strftime("%Y-%m") for metadata in known if metadata.review_by)
    files = [(locale, file) for folder in checked.folders for locale, file in folder.files.items()]
    return ContentCounts(
        articles=len(checked.folders),
        unwritten=tuple(sorted(checked.planned - {folder.id for folder in checked.folders})),
        languages={locale: sum(1 for found, _ in files if found is locale) for locale in Locale},
        questions=sum(len(block.bullets) for _, file in files for block in file.named("questions")),
        sources=len(sources),
        addresses=len({source.url for source in sources}),
        secondary=sum(1 for source in sources if source.secondary),
        articles_by_confidence={level: articles[level] for level in Confidence},
        figures_by_confidence={level: figures[level] for level in Confidence},
        review_by_month=dict(sorted(months.items())),
        directory=len(checked.directory),
        outdated=len(checked.outdated),
    )
