"""The whole guide: cover, contents, articles by topic, directory, index."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from bot.conversation.choices import FIRST_TOPICS
from bot.conversation.dates import show_date
from bot.conversation.markup import escape
from bot.guide.article_pages import article_html
from bot.guide.directory_pages import directory_html
from bot.guide.in_print import Guide, anchor
from bot.guide.index_pages import Marked, index_html, mark_terms
from bot.printing import FONTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from knowledge.articles import Article, DirectoryEntry
    from nlu.locales import Locale

_TOPICS = (*FIRST_TOPICS, "family", "housing", "life", "help")
_STYLE = Path(__file__).resolve().parent / "guide.css"


def make_guide(
    articles: Mapping[str, Article],
    directory: Mapping[str, DirectoryEntry],
    *,
    locale: Locale,
    printed_on: date,
    order: Sequence[str] = (),
) -> Guide:
    """Gather what is printed.

    Args:
        articles: By id; those of a topic that we do not know come last.
        directory: By id.
        locale: The guide's language.
        printed_on: The day on its cover.
        order: Ids in the order in which readers want them within a topic; others follow by id.
    """

    def rank(article: Article) -> tuple[int, int, str]:
        topic = _TOPICS.index(article.topic) if article.topic in _TOPICS else len(_TOPICS)
        return (topic, order.index(article.id) if article.id in order else len(order), article.id)

    return Guide(
        locale=locale,
        articles={article.id: article for article in sorted(articles.values(), key=rank)},
        directory=directory,
        printed_on=printed_on,
    )


def guide_html(guide: Guide) -> str:
    """The whole document."""
    texts = guide.texts
    marked: dict[str, Marked] = {}
    chapters = []
    for topic, articles in groupby(guide.articles.values(), key=lambda article: article.topic):
        pages = [_heading(topic, guide)]
        for article in articles:
            marked[article.id] = mark_terms(article_html(article, guide), article.id)
            pages.append(marked[article.id].html)
        chapters.append(f'<section class="topic">{"".join(pages)}</section>')
    body = "\n".join([_cover(guide), _contents(guide), *chapters, directory_html(guide), index_html(guide, marked)])
    title = f"{escape(texts.get('guide.title'))} ({guide.locale.own_name})"
    return (
        f'<!DOCTYPE html>\n<html lang="{guide.locale.value}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="dcterms.created" content="{guide.printed_on.isoformat()}"></head>\n<body>\n{body}\n</body></html>'
    )


def guide_css(guide: Guide) -> str:
    """The style sheet with the words it prints itself."""
    families = ", ".join(f'"{family}"' for family in FONTS)
    words = {
        "@FAMILIES@": families,
        "@PAGE@": guide.texts.get("guide.page"),
        "@TITLE@": guide.texts.get("guide.title"),
        "@DATE@": show_date(guide.printed_on, guide.locale),
    }
    css = _STYLE.read_text(encoding="utf-8")
    for mark, word in words.items():
        css = css.replace(mark, word.replace('"', "") if mark != "@FAMILIES@" else word)
    return css


def _heading(topic: str, guide: Guide) -> str:
    return f'<h1 id="{anchor("topic", topic)}">{escape(guide.texts.get(f"topic.{topic}"))}</h1>'


def _cover(guide: Guide) -> str:
    texts = guide.texts
    about = texts.get("guide.about", articles=str(len(guide.articles)), places=str(len(guide.directory)))
    date = texts.get("guide.printed", date=show_date(guide.printed_on, guide.locale))
    return (
        '<section class="cover"><p class="name" lang="cs">Průvodce</p>'
        f'<p class="title">{escape(texts.get("guide.title"))}</p>'
        f'<p class="subtitle">{escape(texts.get("guide.subtitle"))}</p>'
        f'<p class="danger">{escape(texts.get("guide.danger"))}</p>'
        f'<p class="about">{escape(about)}</p>'
        f'<p class="printed">{escape(guide.locale.own_name)} · {escape(date)}</p></section>'
    )


def _contents(guide: Guide) -> str:
    lines = [f"<h1>{escape(guide.texts.get('guide.contents'))}</h1>"]
    for topic, articles in groupby(guide.articles.values(), key=lambda article: article.topic):
        name = escape(guide.texts.get(f"topic.{topic}"))
        entries = [_entry(anchor("topic", topic), name, of="chapter")]
        entries += [
            _entry(anchor("article", article.id), escape(article.versions[guide.locale].title)) for article in articles
        ]
        # The chapter's line stays with its first article.
        lines.append(f'<div class="kept">{"".join(entries[:2])}</div>{"".join(entries[2:])}')
    lines += [_entry(key, escape(guide.texts.get(f"guide.{key}")), of="chapter") for key in ("directory", "index")]
    return f'<section class="contents">{"".join(lines)}</section>'


def _entry(target: str, label: str, *, of: str = "entry") -> str:
    return f'<p class="{of}"><a href="#{target}">{label}</a></p>'
