from __future__ import annotations

import pytest

from bot.conversation.outcomes import (
    Answer,
    Command,
    CommandOutcome,
)
from bot.engine.dialogue import EngineResponse, EngineUnavailable
from bot.storage.models import Inbox, PendingErasure, Person
from bot.storage.threads import in_thread
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from tests.builders.conversation import EXTEND
from tests.builders.talk import Talk, text

pytestmark = pytest.mark.usefixtures("database")


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
