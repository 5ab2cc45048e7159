"""`guide`: everything we know, on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import BadInput


def guide(
    lang: Annotated[str, typer.Option(help="cs, en, uk, ru or vi")],
    out: Annotated[Path | None, typer.Option(help="where to write it; pruvodce-<lang>.pdf here if not given")] = None,
) -> None:
    """Print all articles and the directory in one language as a PDF."""
    from bot.guide.whole import guide_css, guide_html, make_guide
    from bot.printing import print_pdf
    from knowledge.content_tree import ContentTree
    from knowledge.loading import load_content
    from nlu.locales import Locale

    locale = Locale.from_code(lang)
    if locale is None:
        raise BadInput(lang, "", "expected cs, en, uk, ru or vi")
    path = out or Path(f"pruvodce-{locale.value}.pdf")
    if not path.parent.is_dir():
        raise BadInput(str(path), "", "its folder does not exist")
    tree = ContentTree()
    content = load_content(tree)
    printed = make_guide(
        content.articles,
        content.directory,
        locale=locale,
        printed_on=date.today(),  # noqa: DTZ011 - a calendar day where it is printed
        order=tree.read_planned_ids(),
    )
    path.write_bytes(print_pdf(guide_html(printed), css=guide_css(printed)))
    print(path)
