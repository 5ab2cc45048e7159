"""Sets the pages of a letter, at the moment in which they are handed over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.printing import FONTS, print_pdf

if TYPE_CHECKING:
    from bot.conversation.replies import Document

_STYLE = Path(__file__).resolve().parent / "letter.css"


def print_document(document: Document) -> bytes:
    """The document as a PDF; about a second, more the first time.

    Raises:
        PrintingNotReady: A library or a font is missing.
    """
    families = ", ".join(f'"{family}"' for family in FONTS)
    return print_pdf(document.html, css=_STYLE.read_text(encoding="utf-8").replace("@FAMILIES@", families))
