from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.inbound import Inbound, Kind
from bot.conversation.outcomes import (
    Answer,
    LanguageChosen,
    SmallTalk,
    Unknown,
)
from bot.engine.dialogue import EngineResponse, EngineUnavailable
from bot.storage.models import UnansweredQuestion
from bot.storage.threads import in_thread
from bot.turn_needs import TurnNeeds
from knowledge.errors import KnowledgeError
from nlu.acts import DialogueAct
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from tests.builders.conversation import EXTEND, FakeKnowledge
from tests.builders.storage import NOW
from tests.builders.talk import Talk, text

pytestmark = pytest.mark.usefixtures("database")


async def test_a_question_is_answered_and_its_article_remembered(talk: Talk) -> None:
    talk.engine.proposes(Answer(EXTEND))
    assert "<b>Extending en</b>" in await talk.says("when do I extend")
    assert (await talk.person()).article == EXTEND


async def test_the_engine_hears_what_the_database_knows_but_no_address(talk: Talk) -> None:
    talk.engine.response = EngineResponse(Answer(EXTEND), status=ResidenceStatus.EU_CITIZEN, district="praha-3")
    await talk.says("one", chat="4711")
    await talk.says("two", chat="4711")
    second = talk.engine.heard[1]
    assert (second.status, second.district, second.article) == (ResidenceStatus.EU_CITIZEN, "praha-3", EXTEND)
    assert second.sender == (await talk.person()).pseudonym
    assert "4711" not in second.sender or len(second.sender) == 32


async def test_the_engine_need_not_encode_what_the_gateway_has_encoded(talk: Talk) -> None:
    talk.engine.proposes(Answer(EXTEND))
    await talk.says("when do I extend")
    carried = talk.engine.heard[0].vector
    assert carried is not None
    assert (carried.encoder, carried.vector.tolist()) == ("one number", [0.0])


async def test_the_language_of_the_message_is_answered_and_kept_as_prior(talk: Talk) -> None:
    talk.engine.proposes(SmallTalk(DialogueAct.GREET))
    assert text("talk.greet", Locale.UK) in await talk.says("що робити, її немає")
    assert text("talk.greet", Locale.UK) in await talk.says("ok")


async def test_a_chosen_language_wins(talk: Talk) -> None:
    await talk.taps("lang:vi")
    talk.engine.proposes(SmallTalk(DialogueAct.GREET))
    assert text("talk.greet", Locale.VI) in await talk.says("що робити, її немає")


async def test_choosing_a_language_shows_the_article_again_in_it(talk: Talk) -> None:
    talk.engine.proposes(Answer(EXTEND))
    await talk.says("when")
    assert "<b>Extending ru</b>" in await talk.taps("lang:ru")


async def test_a_language_chosen_in_words_is_kept(talk: Talk) -> None:
    talk.engine.proposes(LanguageChosen(Locale.CS))
    assert text("language.set", Locale.CS) in await talk.says("speak Czech")
    assert (await talk.person()).chosen_locale == "cs"


async def test_an_unknown_question_is_kept_for_the_editors(talk: Talk) -> None:
    talk.engine.proposes(Unknown())
    assert text("unknown.text") in await talk.says("can I keep bees")
    assert await in_thread(lambda: UnansweredQuestion.objects.get().text) == "can I keep bees"


async def test_none_of_these_keeps_the_question_before_it(talk: Talk) -> None:
    talk.engine.proposes(Answer(EXTEND))
    await talk.says("can I keep bees")
    assert text("clarify.after_none") in await talk.taps("none")
    assert await in_thread(lambda: UnansweredQuestion.objects.get().text) == "can I keep bees"


@pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)
async def test_a_dead_engine_gets_numbers_and_a_human_in_the_persons_language(talk: Talk, locale: Locale) -> None:
    await talk.taps(f"lang:{locale.value}")
    talk.engine.error = EngineUnavailable()
    (reply,) = await talk.sends(Inbound(Kind.TEXT, text="a question"))
    assert reply.html == text("engine.failed", locale)
    assert "112" in reply.html
    assert reply.buttons[0][0].id == "human"


async def test_a_late_engine_gets_the_same_in_time(talk: Talk) -> None:
    talk.engine.delay_s = 5
    assert await talk.says("a question") == text("engine.failed")


async def test_without_knowledge_the_person_still_gets_a_word(talk: Talk) -> None:
    class NoSnapshot(KnowledgeError):
        pass

    def missing() -> FakeKnowledge:
        raise NoSnapshot

    talk.needs = TurnNeeds(missing, talk.engine, 0.2, 30, lambda: NOW)
    assert await talk.says("a question") == text("engine.failed")
    assert text("help.text") in await talk.says("/help")


async def test_a_fault_of_ours_gets_the_same_apology(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.planning.compose", lambda *_: 1 / 0)
    talk.engine.proposes(Answer(EXTEND))
    assert await talk.says("a question") == text("engine.failed")


async def test_danger_gets_its_card_at_once_without_the_engine(talk: Talk) -> None:
    talk.engine.error = EngineUnavailable()
    assert "domestic_violence, en" in await talk.says("he beats me")
    assert talk.engine.heard == []


async def test_danger_that_only_a_vector_can_tell_is_heard_too(talk: Talk) -> None:
    assert "self_harm" in await talk.says("so tired of it all")


async def test_the_same_danger_again_gets_no_second_card_but_another_one_does(talk: Talk) -> None:
    await talk.says("he beats me")
    assert await talk.says("he beats me again") == text("urgent.still")
    assert "medical_emergency" in await talk.says("I have a heart attack")


async def test_after_a_while_the_card_is_shown_again(talk: Talk) -> None:
    await talk.says("he beats me")
    talk.now = NOW + timedelta(minutes=20)
    assert "domestic_violence" in await talk.says("he beats me")


async def test_after_a_card_other_questions_are_answered(talk: Talk) -> None:
    await talk.says("he beats me")
    talk.engine.proposes(Answer(EXTEND))
    assert "Extending" in await talk.says("when do I extend")
