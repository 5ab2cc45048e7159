from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import lru_cache

import pytest

from bot.conversation.markup import escape
from bot.guide.in_print import Guide, collated, to_print
from bot.guide.index_pages import mark_terms, read_terms
from bot.guide.whole import guide_css, guide_html, make_guide
from knowledge.content_tree import ContentTree
from knowledge.loading import Content, load_content
from nlu.locales import Locale

PRINTED_ON = date(2026, 11, 22)
LOCALES = pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)


@lru_cache(maxsize=1)
def content() -> Content:
    return load_content()


def a_guide(locale: Locale, *, printed_on: date = PRINTED_ON) -> Guide:
    return make_guide(
        content().articles,
        content().directory,
        locale=locale,
        printed_on=printed_on,
        order=ContentTree().read_planned_ids(),
    )


@lru_cache(maxsize=5)
def html(locale: Locale) -> str:
    return guide_html(a_guide(locale))


@LOCALES
def test_every_article_and_place_stands_in_the_guide(locale: Locale) -> None:
    titles = [escape(article.versions[locale].title) for article in content().articles.values()]
    places = [escape(entry.name_in(locale)) for entry in content().directory.values()]

    read = re.sub(r'<span id="[^"]+">(.*?)</span>', r"\1", html(locale))
    assert [title for title in titles if f">{title}</h2>" not in read] == []
    assert [place for place in places if f">{place}</h3>" not in read] == []


@LOCALES
def test_every_page_number_has_its_place_and_every_place_is_named_once(locale: Locale) -> None:
    places = Counter(re.findall(r'\bid="([^"]+)"', html(locale)))
    targets = set(re.findall(r'href="#([^"]+)"', html(locale)))

    assert targets - set(places) == set()
    assert [name for name, count in places.items() if count > 1] == []


@LOCALES
def test_the_language_is_tagged_and_czech_sentences_are_czech(locale: Locale) -> None:
    assert html(locale).startswith(f'<!DOCTYPE html>\n<html lang="{locale.value}">')
    phrases = sum(len(article.versions[locale].phrases) for article in content().articles.values())
    assert html(locale).count('<p lang="cs">') == phrases


@LOCALES
def test_every_section_for_a_status_is_printed_with_its_group(locale: Locale) -> None:
    sections = [section for article in content().articles.values() for section in article.versions[locale].sections]

    assert html(locale).count('<p class="group">') == sum(1 for section in sections if section.statuses)


@LOCALES
def test_no_placeholder_and_no_markdown_is_left(locale: Locale) -> None:
    assert re.findall(r"\{[a-z_]+\}|\*\*|\]\(|@[A-Z]+@", html(locale) + guide_css(a_guide(locale))) == []


def test_articles_stand_by_topic_in_the_order_of_the_list_of_ids() -> None:
    ids = list(a_guide(Locale.CS).articles)

    assert ids[0] == "residence/stay-types-overview"
    assert [one.split("/")[0] for one in ids] == sorted(
        (one.split("/")[0] for one in ids),
        key=["residence", "education", "social", "health", "work", "rights", "family", "housing", "life", "help"].index,
    )


def test_answers_past_their_review_are_marked() -> None:
    assert html(Locale.EN).count('class="overdue"') == 0
    late = guide_html(a_guide(Locale.EN, printed_on=date(2030, 1, 1)))
    assert late.count('<p class="overdue">') == len(content().articles)


@pytest.mark.parametrize(
    ("markdown", "printed"),
    [
        ("[ipc.gov.cz](https://www.ipc.gov.cz/x)", '<p><a href="https://www.ipc.gov.cz/x">ipc.gov.cz</a></p>\n'),
        (
            "[portal](https://ipc.gov.cz)",
            '<p><a href="https://ipc.gov.cz">portal</a> <span class="address">(ipc.gov.cz)</span></p>\n',
        ),
        ("Write /human.", '<p>Write <a class="page" href="#directory">/human</a>.</p>\n'),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("v Praze", "<p>v\u00a0Praze</p>\n"),
    ],
    ids=["address as name", "hidden address", "command", "tags", "preposition"],
)
def test_markdown_is_printed_for_paper(markdown: str, printed: str) -> None:
    assert to_print(markdown) == printed


def test_names_are_sorted_as_people_look_for_them() -> None:
    names = ["Żaneta", "Praha 12", "Члени", "Charita", "Praha 4", "Čech"]

    assert sorted(names, key=collated) == ["Čech", "Charita", "Praha 4", "Praha 12", "Żaneta", "Члени"]


def test_a_term_is_marked_where_it_stands_first_and_not_within_a_group() -> None:
    article = (
        '<h2 id="a">Karta</h2><p class="group">Jen pro: trvalý pobyt</p><p title="trvalý pobyt">O trvalém.</p>'
        "<p>Žádost o trvalý pobyt a trvalého pobytu.</p>"
    )

    marked = mark_terms(article, "x/y")

    assert marked.html.count("<span") == 1
    assert 'Žádost o <span id="term-trvaly-pobyt-x-y">trvalý pobyt</span>' in marked.html
    assert marked.terms == {"trvaly-pobyt"}
    assert marked.prominent == frozenset()


def test_terms_of_the_index_are_told_apart() -> None:
    keys = [term.key for term in read_terms()]

    assert len(keys) == len(set(keys))
    assert [key for key in keys if not re.fullmatch(r"[a-z0-9-]+", key)] == []
