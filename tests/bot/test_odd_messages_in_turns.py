from __future__ import annotations

import pytest

from bot.conversation.inbound import Inbound, Kind
from bot.conversation.outcomes import (
    Answer,
    Escalation,
    HandoffKind,
    Unknown,
)
from bot.engine.dialogue import EngineResponse
from nlu.locales import Locale
from tests.builders.conversation import EXTEND
from tests.builders.talk import Talk, text

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.TEXT, Kind.PRESS)], ids=lambda k: k.value)
async def test_what_is_not_text_is_answered_kindly(talk: Talk, kind: Kind) -> None:
    (reply,) = await talk.sends(Inbound(kind))
    assert reply.html
    assert talk.engine.heard == []


async def test_a_place_gets_the_nearest_help(talk: Talk) -> None:
    (reply,) = await talk.sends(Inbound(Kind.LOCATION, latitude=50.08, longitude=14.43))
    assert "Centre icp" in reply.html
    assert "Less than 1 km away" in reply.html
    assert (await talk.person()).district == ""


async def test_a_district_told_before_orders_who_helps(talk: Talk) -> None:
    talk.engine.response = EngineResponse(Escalation(HandoffKind.HUMAN), district="praha-13")
    assert "About 9 km away" in await talk.says("somebody in Stodulky")


@pytest.mark.parametrize(
    ("before", "name", "locale"),
    [
        pytest.param(Locale.EN, "Žižkov", Locale.EN, id="en"),
        pytest.param(Locale.VI, "Háje", Locale.VI, id="vi"),
        pytest.param(Locale.UK, "Praha 4", Locale.UK, id="uk in Latin letters"),
        pytest.param(Locale.RU, "Лужины", Locale.RU, id="ru"),
        pytest.param(Locale.EN, "Лужины", Locale.RU, id="another alphabet"),
    ],
)
async def test_the_name_of_a_district_alone_does_not_change_the_language(
    talk: Talk, before: Locale, name: str, locale: Locale
) -> None:
    talk.engine.proposes(Escalation(HandoffKind.HUMAN))
    assert text("escalation.human", locale) in await talk.says(name, guessed_locale=before)


async def test_the_words_under_a_picture_are_answered(talk: Talk) -> None:
    talk.engine.proposes(Answer(EXTEND))
    replies = await talk.sends(Inbound(Kind.PHOTO, text="when do I extend this"))
    assert "Extending en" in replies[-1].html


@pytest.mark.parametrize(
    "sent", ["", "   ", "🙂🙂", "???", "👍🏽", "\u200b"], ids=["empty", "blank", "emoji", "?", "thumb", "zero"]
)
async def test_no_word_at_all_is_asked_for_in_words(talk: Talk, sent: str) -> None:
    assert await talk.says(sent) == text("not_text.wordless")
    assert talk.engine.heard == []


async def test_five_thousand_characters_reach_the_engine_cut(talk: Talk) -> None:
    talk.engine.proposes(Answer(EXTEND))
    assert "Extending" in await talk.says("đ" * 5000)
    assert len(talk.engine.heard[0].text) == 4000


async def test_an_edited_question_is_answered_again_and_says_so(talk: Talk) -> None:
    talk.engine.proposes(Answer(EXTEND))
    notice, answer = await talk.sends(Inbound(Kind.TEXT, text="when", is_edit=True))
    assert text("notice.edited") in notice.html
    assert "Extending" in answer.html


async def test_a_masked_number_is_mentioned(talk: Talk) -> None:
    talk.engine.proposes(Answer(EXTEND))
    notice, _ = await talk.sends(Inbound(Kind.TEXT, text="my number ••• when", is_masked=True))
    assert notice.html == text("notice.masked")


async def test_a_sixth_language_gets_one_sentence_in_it(talk: Talk) -> None:
    talk.engine.proposes(Unknown())
    notice, _ = await talk.sends(Inbound(Kind.TEXT, text="dzień dobry"))
    assert "po polsku" in notice.html
