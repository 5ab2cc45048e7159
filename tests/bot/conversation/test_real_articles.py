from __future__ import annotations

import pytest

from bot.channels.pieces import pieces_for
from bot.conversation.buttons import MAX_ID_BYTES
from bot.conversation.composing import compose
from bot.conversation.outcomes import Answer, ArticlePart, Outcome, PhraseCard, WhoHelps
from knowledge.articles import Part
from knowledge.loading import Content, load_sound_articles
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from tests.builders.conversation import TODAY, a_scene

PHONE_SCREEN = 1400
"""Characters of an answer, source and markup included, that still fit a phone."""


@pytest.fixture(scope="module")
def content() -> Content:
    return load_sound_articles(today=TODAY)


@pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)
def test_every_article_can_be_shown_in_every_part_to_everyone(content: Content, locale: Locale) -> None:
    assert content.articles
    for article in content.articles:
        outcomes: list[Outcome] = [Answer(article, ask_status=True), PhraseCard(article), WhoHelps(article)]
        outcomes += [ArticlePart(article, part) for part in Part]
        for outcome in outcomes:
            for status in (None, ResidenceStatus.TEMPORARY_PROTECTION, ResidenceStatus.UNDOCUMENTED):
                reply = compose(outcome, a_scene(knowledge=content, locale=locale, status=status))
                assert all(message.html.strip() for message in pieces_for("telegram", reply))
                ids = [button.id for message in reply for row in message.buttons for button in row]
                assert all(0 < len(one.encode()) <= MAX_ID_BYTES for one in ids)


@pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)
def test_every_answer_fits_a_phone_screen(content: Content, locale: Locale) -> None:
    long = [
        article
        for article in content.articles
        if len(compose(Answer(article), a_scene(knowledge=content, locale=locale))[0].html) > PHONE_SCREEN
    ]
    assert long == []
