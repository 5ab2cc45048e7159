from __future__ import annotations

import pytest

from bot.conversation.outcomes import (
    Answer,
    StatusNoted,
)
from bot.engine.dialogue import EngineUnavailable
from bot.storage.models import Feedback
from bot.storage.threads import in_thread
from nlu.statuses import ResidenceStatus
from tests.builders.conversation import EXTEND, UNPAID
from tests.builders.talk import Talk, text

pytestmark = pytest.mark.usefixtures("database")


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
