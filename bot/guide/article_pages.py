"""An article on paper: everything it says, for every status, since nobody can be asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.dates import show_date
from bot.conversation.markup import escape
from bot.guide.in_print import Guide, anchor, groups, host, reference, to_print
from knowledge.articles import Part

if TYPE_CHECKING:
    from knowledge.articles import Article, Section, Version

_AFTER_SHORT = (Part.STEPS, Part.BRING, Part.COSTS, Part.DEADLINES, Part.DIFFERENCES, Part.HELP)


def article_html(article: Article, guide: Guide) -> str:
    """One article as a section of the guide."""
    version = article.versions[guide.locale]
    blocks = [
        f'<h2 id="{anchor("article", article.id)}">{escape(version.title)}</h2>',
        _overdue(article, guide),
        _applies_to(article, guide),
        *(_short(section, guide) for section in version.sections if section.part is Part.SHORT),
        *(_part(part, version, guide) for part in _AFTER_SHORT),
        _who_helps(article, guide),
        _phrases(version, guide),
        _related(article, guide),
        _provenance(article, guide),
    ]
    return f'<section class="article">\n{_joined(blocks)}\n</section>'


def _short(section: Section, guide: Guide) -> str:
    who = f'<p class="group">{_for(section, guide)}</p>' if section.statuses else ""
    return f'<div class="short">{who}{to_print(section.markdown)}</div>'


def _part(part: Part, version: Version, guide: Guide) -> str:
    sections = [section for section in version.sections if section.part is part]
    if not sections:
        return ""
    blocks = [f"<h3>{escape(guide.texts.get(f'section.{part.value}'))}</h3>"]
    for section in sections:
        if section.statuses:
            blocks.append(f'<p class="group">{_for(section, guide)}</p>')
        blocks.append(to_print(section.markdown))
    return f'<div class="{part.value}">{_joined(blocks)}</div>'


def _for(section: Section, guide: Guide) -> str:
    return guide.texts.get("guide.only_for", groups=groups(section.statuses, guide.texts))


def _applies_to(article: Article, guide: Guide) -> str:
    if not article.applies_to:
        return ""
    applies = guide.texts.get("answer.for_groups", groups=groups(article.applies_to, guide.texts))
    return f'<p class="applies">{applies}</p>'


def _overdue(article: Article, guide: Guide) -> str:
    if not article.is_overdue(guide.printed_on):
        return ""
    due = min(day for day in (article.review_by, article.valid_until) if day is not None)
    text = guide.texts.get("guide.overdue", date=show_date(due, guide.locale))
    return f'<p class="overdue">{escape(text)}</p>'


def _who_helps(article: Article, guide: Guide) -> str:
    entries = [guide.directory[one] for one in article.directory if one in guide.directory]
    listed = ", ".join(reference(anchor("place", entry.id), escape(entry.name_in(guide.locale))) for entry in entries)
    return f'<p class="who"><b>{escape(guide.texts.get("guide.who"))}:</b> {listed}</p>' if entries else ""


def _phrases(version: Version, guide: Guide) -> str:
    if not version.phrases:
        return ""
    rows = [
        f'<div class="phrase"><p lang="cs">{escape(phrase.czech)}</p>'
        + (f'<p class="meaning">{escape(phrase.translation)}</p>' if phrase.translation else "")
        + "</div>"
        for phrase in version.phrases
    ]
    heading = f"<h3>{escape(guide.texts.get('guide.phrases'))}</h3>"
    # The heading stays with the first sentence, which style sheets alone do not keep for blocks inside.
    return f'<div class="phrases"><div class="kept">{heading}{rows[0]}</div>{"".join(rows[1:])}</div>'


def _related(article: Article, guide: Guide) -> str:
    related = [guide.articles[one] for one in article.related if one in guide.articles]
    listed = "; ".join(
        reference(anchor("article", one.id), escape(one.versions[guide.locale].title)) for one in related
    )
    return f'<p class="related"><b>{escape(guide.texts.get("guide.related"))}:</b> {listed}</p>' if related else ""


def _provenance(article: Article, guide: Guide) -> str:
    source = article.sources[0]
    shown = f'{escape(source.title)} (<a href="{escape(source.url)}">{escape(host(source.url))}</a>)'
    checked = guide.texts.get("answer.checked", date=show_date(article.verified_on, guide.locale), source=shown)
    return f'<p class="provenance">{checked}</p>'


def _joined(blocks: list[str]) -> str:
    return "\n".join(block for block in blocks if block)
