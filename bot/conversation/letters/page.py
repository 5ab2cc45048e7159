"""The letter as a document to print: a page in Czech to sign, and a page that says line by line what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.conversation.dates import show_date
from bot.conversation.markup import escape
from knowledge.figures import show_phone
from knowledge.letters import Letter, Place
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.letters.filling import FilledLine
    from bot.conversation.scene import Scene
    from knowledge.articles import DirectoryEntry

_NO_BREAK = "\u00a0"
_SHORT = re.compile(
    r"(?<![\w'’])([kvszouaiKVSZOUAIвіуозяіксиаВІУОЗЯКСИА]|§|č\.|j\.|odst\.|nám\.|č\. p\."
    r"|Praha(?= \d)|\d+\w?(?= odst\.)) (?=\S)"
)
_BEFORE = (Place.SENDER, Place.ADDRESSEE, Place.DATE, Place.SUBJECT)
_AFTER = (Place.CLOSING, Place.SIGNATURE, Place.ENCLOSED)


def page_html(letter: Letter, lines: Sequence[FilledLine], scene: Scene) -> str:
    """The whole document; a reader of Czech gets the letter alone."""
    pages = [_to_sign(lines)]
    if scene.locale is not Locale.CS:
        pages.append(_line_by_line(letter, lines, scene))
    title = escape(letter.title[Locale.CS])
    return (
        f'<!DOCTYPE html>\n<html lang="cs"><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body>\n{''.join(pages)}\n</body></html>"
    )


def _to_sign(lines: Sequence[FilledLine]) -> str:
    parts = [_block(place.value, [line for line in lines if line.at is place]) for place in _BEFORE]
    parts.append(_body([line for line in lines if line.at in (Place.BODY, Place.ITEM)]))
    parts += [_block(place.value, [line for line in lines if line.at is place]) for place in _AFTER]
    return f'<section class="letter" lang="cs">\n{"".join(parts)}</section>\n'


def _block(name: str, lines: Sequence[FilledLine]) -> str:
    inner = "".join(f"<p>{_broken(line.czech)}</p>" for line in lines)
    return f'<div class="{name}">{inner}</div>\n' if lines else ""


def _body(lines: Sequence[FilledLine]) -> str:
    """Sentences as paragraphs, items as lists between them."""
    parts: list[str] = []
    for line in lines:
        if line.at is Place.ITEM:
            item = f"<li>{_broken(line.czech)}</li></ul>"
            if parts and parts[-1].endswith("</ul>"):
                parts[-1] = parts[-1].removesuffix("</ul>") + item
            else:
                parts.append(f"<ul>{item}")
        else:
            parts.append(f"<p>{_broken(line.czech)}</p>")
    return f'<div class="body">{"".join(parts)}</div>\n'


def _line_by_line(letter: Letter, lines: Sequence[FilledLine], scene: Scene) -> str:
    texts, code = scene.texts, scene.locale.value
    rows = "".join(f"<tr>{_pair(line)}</tr>" for line in lines if line.meaning != line.czech)
    source = letter.sources[0]
    checked = texts.get("answer.checked", date=show_date(letter.verified_on, scene.locale), source=escape(source.title))
    parts = [
        f"<h1>{escape(letter.title[scene.locale])}</h1>",
        f'<p class="note">{escape(texts.get("letter.page.note"))}</p>',
        f"<h2>{escape(texts.get('letter.page.lines'))}</h2>",
        f"<table>{rows}</table>",
        f"<h2>{escape(texts.get('letter.send'))}</h2><p>{escape(letter.send[scene.locale])}</p>",
        f"<h2>{escape(texts.get('letter.help'))}</h2>{_helpers(letter, scene)}",
        f'<p class="provenance">{checked}</p>',
    ]
    return f'<section class="meanings" lang="{code}">\n{"".join(parts)}</section>\n'


def _pair(line: FilledLine) -> str:
    return f'<td lang="cs">{_broken(line.czech)}</td><td>{_broken(line.meaning or "")}</td>'


def _helpers(letter: Letter, scene: Scene) -> str:
    entries = [scene.knowledge.directory[one] for one in letter.directory if one in scene.knowledge.directory]
    return "".join(f"<p>{escape(_contact(entry, scene.locale))}</p>" for entry in entries)


def _contact(entry: DirectoryEntry, locale: Locale) -> str:
    web = (entry.web or "").removeprefix("https://").removeprefix("http://").removeprefix("www.").strip("/")
    ways = [entry.address or "", *(show_phone(phone) for phone in entry.phones[:1]), web]
    return " · ".join((entry.name_in(locale), *(way for way in ways if way)))


def _broken(text: str) -> str:
    """The text with its line breaks; a line ends neither in a short word nor between a sign and its number."""
    kept = _SHORT.sub(lambda match: match[1] + _NO_BREAK, text)
    return "<br>".join(escape(line) for line in kept.split("\n"))
