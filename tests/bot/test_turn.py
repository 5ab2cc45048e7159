from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.inbound import Inbound, Kind
from bot.conversation.outcomes import (
    Answer,
    Command,
    CommandOutcome,
    Escalation,
    HandoffKind,
    LanguageChosen,
    SmallTalk,
    StatusNoted,
    Unknown,
)
from bot.conversation.texts import Texts
from bot.engine.dialogue import EngineResponse, EngineUnavailable
from bot.storage.models import Feedback, Inbox, PendingErasure, Person, UnansweredQuestion
from bot.storage.threads import in_thread
from bot.turn_needs import TurnNeeds
from knowledge.errors import KnowledgeError
from nlu.acts import DialogueAct
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from tests.builders.conversation import EXTEND, UNPAID, FakeKnowledge
from tests.builders.storage import NOW
from tests.builders.talk import Talk

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def talk() -> Talk:
    return Talk()


def text(key: str, locale: Locale = Locale.EN) -> str:
    return Texts.of(locale).get(key)


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


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        (f"steps:{EXTEND}", "Book an appointment"),
        (f"card:{EXTEND}", "Dobrý den, chci"),
        (f"who:{EXTEND}", "Centre icp"),
        ("topic:work", "Work"),
        ("human", "Centre icp"),
        ("stat:ask", "depends on how you stay"),
    ],
)
async def test_the_gateway_answers_these_taps_itself(talk: Talk, button: str, expected: str) -> None:
    talk.engine.error = EngineUnavailable()
    assert expected in await talk.taps(button)
    assert talk.engine.heard == []


@pytest.mark.parametrize("button", ["", "nonsense", "show:no/such", "steps:no/such", "lang:xx", "stat:king", "topic:x"])
async def test_a_button_that_means_nothing_any_more_says_so(talk: Talk, button: str) -> None:
    assert text("press.stale") in await talk.taps(button)


async def test_showing_an_article_goes_through_the_engine(talk: Talk) -> None:
    talk.engine.proposes(Answer(UNPAID))
    assert "Unpaid wages" in await talk.taps(f"show:{UNPAID}")
    assert talk.engine.heard[0].text == f'/choose_article{{"article": "{UNPAID}"}}'


async def test_showing_an_article_works_while_the_engine_is_down(talk: Talk) -> None:
    talk.engine.error = EngineUnavailable()
    assert "Unpaid wages" in await talk.taps(f"show:{UNPAID}")


async def test_telling_ones_status_is_remembered(talk: Talk) -> None:
    talk.engine.proposes(StatusNoted(ResidenceStatus.EU_CITIZEN, EXTEND))
    assert "I answer for: EU citizen" in await talk.taps("stat:eu_citizen")
    assert talk.engine.heard[0].text == '/set_status{"status": "eu_citizen"}'
    assert (await talk.person()).status == "eu_citizen"


async def test_not_telling_ones_status_is_remembered_too(talk: Talk) -> None:
    talk.engine.proposes(StatusNoted(None, EXTEND))
    assert text("status.declined") in await talk.taps("stat:private")
    person = await talk.person()
    assert (person.status, person.status_declined) == ("", True)


async def test_a_verdict_is_stored_without_the_person(talk: Talk) -> None:
    assert await talk.taps(f"good:{EXTEND}") == text("feedback.good")
    verdict = await in_thread(Feedback.objects.get)
    assert (verdict.article, verdict.is_helpful) == (EXTEND, True)
    assert {one.name for one in Feedback._meta.get_fields()} == {"id", "article", "locale", "is_helpful", "given_on"}


@pytest.mark.parametrize("command", list(Command), ids=lambda command: command.value)
@pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)
async def test_every_command_is_answered_in_every_language(talk: Talk, command: Command, locale: Locale) -> None:
    await talk.taps(f"lang:{locale.value}")
    reply = await talk.says(f"/{command.value}")
    assert reply
    assert text("engine.failed", locale) != reply


async def test_a_command_may_name_the_bot_and_an_unknown_one_gets_help(talk: Talk) -> None:
    assert text("help.text") in await talk.says("/help@pruvodce_bot")
    assert text("help.unknown_command") in await talk.says("/nonsense")


async def test_nothing_that_begins_with_a_slash_reaches_the_engine(talk: Talk) -> None:
    for order in ("/restart", '/set_status{"status": "eu_citizen"}', "  /session_start", "/"):
        await talk.says(order)
    assert talk.engine.heard == []


async def test_forgetting_in_words_erases_and_tells_the_engine(talk: Talk) -> None:
    await talk.says("hello")
    pseudonym = (await talk.person()).pseudonym
    talk.engine.proposes(CommandOutcome(Command.FORGET))
    assert await talk.says("erase everything about me") == text("forget.done")
    assert talk.engine.forgotten == [pseudonym]
    left = await in_thread(lambda: (Person.objects.count(), Inbox.objects.count(), PendingErasure.objects.count()))
    assert left == (0, 0, 0)


async def test_forgetting_while_the_engine_is_down_is_finished_later(talk: Talk) -> None:
    talk.engine.error = EngineUnavailable()
    assert await talk.says("/forget") == text("forget.done")
    assert await in_thread(PendingErasure.objects.count) == 1


async def test_my_data_shows_what_is_stored(talk: Talk) -> None:
    talk.engine.response = EngineResponse(Answer(EXTEND), status=ResidenceStatus.EU_CITIZEN)
    await talk.says("when do <b>I</b> extend")
    await talk.taps(f"good:{EXTEND}")
    shown = await talk.says("/mydata")
    person = await talk.person()
    for expected in (
        person.pseudonym,
        "when do &lt;b&gt;I&lt;/b&gt; extend",
        text("status.eu_citizen"),
        "Extending en",
    ):
        assert expected in shown


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
