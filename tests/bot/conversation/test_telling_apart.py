from __future__ import annotations

import pytest

from bot.conversation.composing import compose
from bot.conversation.outcomes import Clarification
from bot.conversation.telling_apart import difference
from knowledge.articles import Article, Facet
from nlu.statuses import ResidenceStatus
from tests.builders.conversation import FakeKnowledge, a_scene, an_article

LONG, PROTECTED = ResidenceStatus.THIRD_COUNTRY_LONG_TERM, ResidenceStatus.TEMPORARY_PROTECTION


def an_article_on(name: str, *statuses: ResidenceStatus, **facets: str) -> Article:
    told = {Facet(facet): side for facet, side in facets.items()}
    return an_article(f"a/{name}", title=name.capitalize(), applies_to=frozenset(statuses), facets=told)


@pytest.mark.parametrize(
    ("articles", "name"),
    [
        pytest.param([an_article_on("one", LONG), an_article_on("two", PROTECTED)], "status", id="other people"),
        pytest.param([an_article_on("one", LONG), an_article_on("two", LONG, PROTECTED)], None, id="some in both"),
        pytest.param([an_article_on("one", LONG), an_article_on("two")], None, id="one is for everybody"),
        pytest.param(
            [an_article_on("one", stage="first"), an_article_on("two", stage="extension")], "stage", id="stage"
        ),
        pytest.param([an_article_on("one", age="child"), an_article_on("two", age="child")], None, id="the same side"),
        pytest.param([an_article_on("one", age="child"), an_article_on("two")], None, id="one says nothing"),
        pytest.param(
            [an_article_on("one", stage="first", age="child"), an_article_on("two", stage="first", age="adult")],
            "age",
            id="the first facet does not tell them apart",
        ),
        pytest.param([an_article_on("one", LONG)], None, id="a single one"),
    ],
)
def test_articles_are_told_apart_by_the_first_thing_in_which_all_differ(
    articles: list[Article], name: str | None
) -> None:
    found = difference(articles)
    assert (found.name if found else None) == name


def test_a_known_status_is_not_asked_for() -> None:
    pair = [an_article_on("one", LONG, stage="first"), an_article_on("two", PROTECTED, stage="extension")]
    found = difference(pair, LONG)
    assert found is not None
    assert found.name == "stage"


def test_choices_are_named_by_their_difference_and_lead_to_the_articles() -> None:
    articles = {one.id: one for one in (an_article_on("kids", age="child"), an_article_on("grown", age="adult"))}
    (message,) = compose(Clarification(tuple(articles)), a_scene(knowledge=FakeKnowledge(articles=articles)))
    assert message.html == "Who is it for?\n• <b>For a child</b>: Kids en\n• <b>For an adult</b>: Grown en"
    pressed = [(button.label, button.id) for row in message.buttons for button in row]
    assert pressed[:2] == [("For a child", "show:a/kids"), ("For an adult", "show:a/grown")]
