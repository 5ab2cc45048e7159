from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from bot.conversation.dated_buttons import Dated, write_dated
from bot.conversation.outcomes import Answer, DeadlineWindow
from bot.conversation.texts import Texts
from bot.storage.models import Person, Reminder
from bot.storage.threads import in_thread
from knowledge.deadlines import Step
from nlu.anchor_kinds import Anchor
from nlu.locales import Locale
from tests.builders.conversation import EXTEND, FakeKnowledge, an_article
from tests.builders.deadlines import CARD_RULE, a_rule
from tests.builders.talk import Talk

pytestmark = pytest.mark.usefixtures("database")
MARCH = date(2027, 3, 14)
REMIND = f"remind:{write_dated(Dated(EXTEND, 'extend', MARCH))}"
STOP = f"stop:{write_dated(Dated(EXTEND, 'extend', MARCH))}"


@pytest.fixture
def talk() -> Talk:
    """Somebody whose articles count from the end of a card."""
    return Talk(knowledge=FakeKnowledge(articles={EXTEND: an_article(EXTEND, deadlines=(CARD_RULE,))}))


def text(key: str, locale: Locale = Locale.EN) -> str:
    return Texts.of(locale).get(key)


async def kept() -> list[tuple[str, date]]:
    rows = await in_thread(lambda: list(Reminder.objects.order_by("due_on")))
    return [(row.step, row.due_on) for row in rows]


async def test_my_dates_asks_for_the_day_and_the_reply_is_counted_without_the_engine(talk: Talk) -> None:
    assert text("anchor.card_expiry.ask") in await talk.taps(f"dates:{EXTEND}")
    assert (await talk.person()).awaited == "card_expiry"
    assert "14\u00a0March\u00a02027" in await talk.says("14.3.2027")
    assert talk.engine.heard == []
    person = await talk.person()
    assert (person.awaited, person.article) == ("", EXTEND)


async def test_a_date_that_cannot_be_read_is_asked_for_again(talk: Talk) -> None:
    await talk.taps(f"dates:{EXTEND}")
    assert text("dates.misread") in await talk.says("31.2.2027")
    assert "14\u00a0March\u00a02027" in await talk.says("14.3.2027")


async def test_after_another_question_a_date_is_no_longer_awaited(talk: Talk) -> None:
    await talk.taps(f"dates:{EXTEND}")
    talk.engine.proposes(Answer(EXTEND))
    await talk.says("how much does it cost")
    assert (await talk.person()).awaited == ""


async def test_a_bare_date_after_an_answer_is_counted(talk: Talk) -> None:
    talk.engine.proposes(Answer(EXTEND))
    await talk.says("extend")
    assert "14\u00a0March\u00a02027" in await talk.says("14.3.2027")
    assert len(talk.engine.heard) == 1


async def test_a_date_in_words_is_counted_by_the_engines_proposal(talk: Talk) -> None:
    talk.engine.proposes(DeadlineWindow(EXTEND, Anchor.CARD_EXPIRY, MARCH))
    assert "14\u00a0March\u00a02027" in await talk.says("my card expires on 14 March")
    assert (await talk.person()).article == EXTEND


async def test_danger_goes_before_a_date(talk: Talk) -> None:
    await talk.taps(f"dates:{EXTEND}")
    assert "domestic_violence" in await talk.says("he beats me since 14.3.2027")


async def test_of_several_days_the_person_says_which_they_know(talk: Talk) -> None:
    course = a_rule("integration_course", Anchor.CARD_COLLECTED, None, 365)
    talk.knowledge = FakeKnowledge(articles={EXTEND: an_article(EXTEND, deadlines=(CARD_RULE, course))})
    assert text("dates.which_day") in await talk.taps(f"dates:{EXTEND}")
    assert text("anchor.card_collected.ask") in await talk.taps(
        f"anchor:{write_dated(Dated(EXTEND, 'card_collected'))}"
    )
    assert "3\u00a0November\u00a02026" in await talk.says("3.11.")


async def test_near_midnight_today_is_the_day_in_prague(talk: Talk) -> None:
    talk.now = datetime(2027, 3, 13, 23, 30, tzinfo=timezone.utc)
    assert text("window.today") in await talk.taps(f"when:{write_dated(Dated(EXTEND, 'card_expiry', MARCH))}")


async def test_one_tap_keeps_every_reminder_and_a_second_one_changes_nothing(talk: Talk) -> None:
    assert text("remind.set") in await talk.taps(REMIND)
    await talk.taps(REMIND)
    assert await kept() == [
        (Step.MONTH.value, date(2027, 2, 10)),
        (Step.WEEK.value, date(2027, 3, 5)),
        (Step.DAY.value, date(2027, 3, 11)),
    ]


async def test_one_tap_ends_the_reminders_of_this_deadline_only(talk: Talk) -> None:
    other = date(2027, 6, 30)
    await talk.taps(REMIND)
    await talk.taps(f"remind:{write_dated(Dated(EXTEND, 'extend', other))}")
    assert text("remind.stopped") in await talk.taps(STOP)
    assert {row.anchor_on for row in await in_thread(lambda: list(Reminder.objects.all()))} == {other}
    await talk.taps("stop")
    assert await kept() == []


async def test_forgetting_ends_all_reminders(talk: Talk) -> None:
    await talk.taps(REMIND)
    await talk.says("/forget")
    assert await kept() == []
    assert not await in_thread(Person.objects.exists)


async def test_my_data_and_reminders_list_them(talk: Talk) -> None:
    await talk.taps(f"dates:{EXTEND}")
    await talk.taps(REMIND)
    for command in ("/mydata", "/reminders"):
        shown = await talk.says(command)
        assert text("remind.list") in shown
        assert "11\u00a0Mar\u00a02027" in shown


async def test_my_data_names_the_day_that_was_asked_for(talk: Talk) -> None:
    await talk.taps(f"dates:{EXTEND}")
    assert "day I asked you about: Your card or visa expires" in await talk.says("/mydata")


@pytest.mark.parametrize("button", ["dates:no/such", "anchor:x", "when:x:y:z", "remind:", "stop:1:2:3", "when:"])
async def test_a_dated_button_that_means_nothing_says_so(talk: Talk, button: str) -> None:
    assert text("press.stale") in await talk.taps(button)
