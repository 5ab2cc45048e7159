from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.guide.whole import guide_css, guide_html, make_guide
from bot.printing import print_pdf
from knowledge.articles import Article, Part
from knowledge.loading import Content
from nlu.locales import Locale


def shortened(article: Article, locale: Locale) -> Article:
    """Title and short answer alone: setting every page of five guides takes minutes."""
    version = article.versions[locale]
    short = tuple(section for section in version.sections if section.part is Part.SHORT)
    return replace(article, versions={locale: replace(version, sections=short, phrases=())}, directory=(), related=())


def words(text: str) -> str:
    # Hyphens do not count: poppler drops the one at which a line ends, and where lines end depends on the fonts.
    return re.sub(r"\s+", " ", re.sub(r"\u00ad|-\s*", "", text.replace("\u00a0", " ")))


def poppler(program: str, path: Path, *rest: str) -> str:
    return subprocess.run([program, path, *rest], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)
def test_every_title_can_be_read_in_the_pdf_in_fonts_it_carries(
    locale: Locale, content: Content, tmp_path: Path
) -> None:
    # Vietnamese has the most letters, so it is set whole; of the others, enough articles of every topic.
    step = 1 if locale is Locale.VI else 5
    articles = {one.id: shortened(one, locale) for one in list(content.articles.values())[::step]}
    places = dict(list(content.directory.items())[:10])
    guide = make_guide(articles, places, locale=locale, printed_on=date(2026, 11, 22))
    path = tmp_path / "guide.pdf"

    path.write_bytes(print_pdf(guide_html(guide), css=guide_css(guide)))

    about = poppler("pdfinfo", path)
    assert re.search(r"^Tagged:\s+yes$", about, re.MULTILINE)
    assert re.search(r"^Page size:.*A4", about, re.MULTILINE)
    text = words(poppler("pdftotext", path, "-"))
    titles = [words(article.versions[locale].title) for article in articles.values()]
    assert [title for title in titles if title not in text] == []
    fonts = [line.split()[-5] for line in poppler("pdffonts", path).splitlines()[2:]]
    assert fonts
    assert set(fonts) == {"yes"}
    # The contents name real pages: what stands after the dots of a chapter is the page where it begins.
    first = poppler("pdftotext", path, "-f", "2", "-l", "2", "-")
    page = re.search(r"(?:\. ?){5,}\s*(\d+)", first)
    assert page is not None
    opening = next(iter(guide.articles.values())).versions[locale].title
    assert words(opening) in words(poppler("pdftotext", path, "-f", page[1], "-l", page[1], "-"))
