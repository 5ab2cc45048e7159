"""The directory on paper: every organisation and office by kind, in the order of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.markup import escape
from bot.conversation.opening import show_hours
from bot.guide.in_print import Guide, anchor, collated, groups, host
from knowledge.figures import show_phone

if TYPE_CHECKING:
    from knowledge.articles import DirectoryEntry

KINDS = (
    "crisis_line",
    "integration_centre",
    "ngo",
    "health",
    "international_organisation",
    "municipal_office",
    "state_office",
    "police",
)
"""Who keeps what they hear to themselves comes before who may not."""


def directory_html(guide: Guide) -> str:
    """The whole directory as a part of the guide."""
    blocks = [f'<h1 id="directory">{escape(guide.texts.get("guide.directory"))}</h1>']
    for kind in KINDS:
        entries = [entry for entry in guide.directory.values() if entry.kind == kind]
        if not entries:
            continue
        blocks.append(f'<h2 id="{anchor("kind", kind)}">{escape(guide.texts.get(f"guide.kind.{kind}"))}</h2>')
        entries.sort(key=lambda entry: collated(entry.name_in(guide.locale)))
        blocks += [_entry(entry, guide) for entry in entries]
    return f'<section class="directory">\n{chr(10).join(blocks)}\n</section>'


def _entry(entry: DirectoryEntry, guide: Guide) -> str:
    texts = guide.texts
    services = [texts.get(f"service.{one}") for one in entry.services if texts.has(f"service.{one}")]
    web = f'<a href="{escape(entry.web)}">{escape(host(entry.web))}</a>' if entry.web else ""
    facts = [
        ("who.services", escape(", ".join(services))),
        ("guide.only_for", groups(entry.serves, texts)),
        ("who.languages", escape(_languages(entry, guide))),
        ("who.address", escape(entry.address or "")),
        ("who.phone", escape(", ".join(show_phone(phone) for phone in entry.phones))),
        ("who.email", escape(", ".join(entry.emails))),
        ("who.hours", escape(show_hours(entry.hours, guide.locale)) if entry.hours else ""),
        ("who.web", web),
    ]
    lines = [
        texts.get(key, groups=value) if key == "guide.only_for" else texts.get(key, value=value)
        for key, value in facts
        if value
    ]
    if entry.cost is not None:
        lines.append(escape(texts.get(f"who.cost_{entry.cost}")))
    if entry.check_first:
        lines.append(f"<i>{texts.get('who.check')}</i>")
    name = f'<h3 id="{anchor("place", entry.id)}">{escape(entry.name_in(guide.locale))}</h3>'
    return f'<div class="place">{name}<p>{"<br>".join(lines)}</p></div>'


def _languages(entry: DirectoryEntry, guide: Guide) -> str:
    from babel import Locale as BabelLocale

    names = BabelLocale.parse(guide.locale.value).languages
    # The reader's own language first, so that it is seen at once.
    order = sorted(entry.languages, key=lambda code: code != guide.locale.value)
    return ", ".join(names[code] for code in order if code in names)
