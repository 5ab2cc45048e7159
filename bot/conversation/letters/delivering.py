"""The finished letter: as a text to copy, what it says, and the document to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from bot.conversation.choices import human_row
from bot.conversation.letters.filling import FilledLine, fill_letter
from bot.conversation.letters.page import page_html
from bot.conversation.markup import escape
from bot.conversation.replies import Document, Message, Reply
from knowledge.letters import Letter, Place
from nlu.locales import Locale

if TYPE_CHECKING:
    from bot.conversation.scene import Scene

_TOGETHER = {Place.ITEM: Place.BODY}


def deliver(letter: Letter, answers: Mapping[str, str], scene: Scene) -> Reply:
    """The letter in Czech, its meaning for other readers, then the document with where to send it."""
    texts = scene.texts
    lines = fill_letter(letter, answers, locale=scene.locale, today=scene.today)
    title = escape(letter.title[scene.locale])
    said = [f"{texts.get('letter.ready', title=title)}\n<blockquote>{escape(_plain(lines))}</blockquote>"]
    if scene.locale is not Locale.CS:
        told = (line for line in lines if line.meaning != line.czech)
        meanings = "\n".join(f"{escape(line.czech)}\n<i>{escape(line.meaning or '')}</i>\n" for line in told)
        said.append(f"<b>{texts.get('letter.page.lines')}</b>\n\n{meanings}")
    document = Document(
        name=f"{letter.id}.pdf", html=page_html(letter, lines, scene), without=texts.get("letter.no_pdf")
    )
    send = f"<b>{texts.get('letter.send')}</b>\n{escape(letter.send[scene.locale])}"
    return (
        *(Message(html, is_private=True) for html in said),
        Message(texts.get("letter.pdf"), document=document, is_private=True),
        Message(f"{send}\n\n{texts.get('letter.erased')}", (human_row(scene),)),
    )


def _plain(lines: Sequence[FilledLine]) -> str:
    """The letter as one would type it: blocks with an empty line between them."""
    blocks: list[str] = []
    for place, group in groupby(lines, key=lambda line: _TOGETHER.get(line.at, line.at)):
        shown = [f"– {line.czech}" if line.at is Place.ITEM else line.czech for line in group]
        blocks.append(_body(shown) if place is Place.BODY else "\n".join(shown))
    return "\n\n".join(blocks)


def _body(shown: Sequence[str]) -> str:
    text = ""
    for sentence in shown:
        between = "\n" if sentence.startswith("– ") else "\n\n"
        text += f"{between if text else ''}{sentence}"
    return text
