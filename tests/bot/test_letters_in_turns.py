from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversation.inbound import Inbound, Kind
from bot.conversation.outcomes import Answer
from bot.conversation.texts import Texts
from bot.local_conversation import LocalConversation
from bot.privacy import mask
from bot.storage import drafts, erasing, outbox, retention
from bot.storage.models import Inbox, LetterDraft, Outbox, Person
from bot.storage.threads import in_thread
from nlu.locales import Locale
from tests.builders.conversation import EXTEND, UNPAID, FakeKnowledge
from tests.builders.letters import LETTER, TYPED, a_letter
from tests.builders.storage import NOW
from tests.builders.talk import Talk

WORDS = ("Zubožená", "Kvasnička")
"""Words that stand nowhere else: what was typed into the form."""


@pytest.fixture
def talk(database: Path) -> Talk:
    """Somebody to whom a letter is offered."""
    assert database.is_dir()
    return Talk(knowledge=FakeKnowledge(letters={LETTER: a_letter()}))


def text(key: str, locale: Locale = Locale.EN) -> str:
    return Texts.of(locale).get(key)


def stands_in_the_files(folder: Path, word: str) -> bool:
    # JSON keeps letters with marks as escapes.
    written = {word.encode(), json.dumps(word)[1:-1].encode()}
    return any(form in path.read_bytes() for path in folder.glob("pruvodce.sqlite3*") for form in written)


async def fill(talk: Talk) -> str:
    await talk.taps(f"letter:{LETTER}")
    for typed in (*TYPED[:3], f"{WORDS[0]} mzda.", TYPED[4], WORDS[1]):
        shown = await talk.says(typed)
    return shown


def deliver_all() -> list[str]:
    """What the worker does with what waits, Telegram accepting everything."""
    sent = []
    while (delivery := outbox.claim_next(now=NOW, lease_s=30)) is not None:
        sent.append(delivery.message.html)
        outbox.mark_sent(delivery, "1")
    return sent


async def payloads() -> list[dict[str, str]]:
    return await in_thread(lambda: list(Inbox.objects.order_by("pk").values_list("payload", flat=True)))


async def test_an_article_with_a_letter_offers_it(talk: Talk) -> None:
    talk.engine.proposes(Answer(UNPAID))
    (answer,) = await talk.sends(Inbound(Kind.TEXT, text="they do not pay"))
    assert f"letter:{LETTER}" in [one.id for row in answer.buttons for one in row]
    talk.engine.proposes(Answer(EXTEND))
    (answer, *_) = await talk.sends(Inbound(Kind.TEXT, text="when do I extend"))
    assert not [one.id for row in answer.buttons for one in row if one.id.startswith("letter")]


async def test_the_command_lists_all_letters(talk: Talk) -> None:
    (listed,) = await talk.sends(Inbound(Kind.TEXT, text="/letters"))
    assert [row[0].id for row in listed.buttons] == [f"letter:{LETTER}"]


async def test_a_form_is_filled_without_the_engine_and_gives_the_letter(talk: Talk) -> None:
    assert WORDS[1] in await fill(talk)
    made = await talk.sends(Inbound(Kind.PRESS, button="form:done"))
    assert talk.engine.heard == []
    assert f"{WORDS[0]} mzda." in made[0].html
    assert made[2].document is not None
    assert not await in_thread(LetterDraft.objects.exists)


async def test_what_is_typed_into_a_form_leaves_the_inbox_as_soon_as_it_is_taken(talk: Talk) -> None:
    await fill(talk)
    await talk.taps("form:change:what")
    await talk.taps("form:choose:what:whole")
    kept = await payloads()
    assert [one["text"] for one in kept if one["kind"] == "text"] == [""] * len(TYPED)
    assert [one["button"] for one in kept if one["kind"] == "press"] == [f"letter:{LETTER}", "form", "form"]


async def test_after_delivery_by_telegram_no_word_of_the_form_is_in_the_database(talk: Talk, database: Path) -> None:
    await fill(talk)
    await talk.says("/mydata")
    await in_thread(erasing.checkpoint)
    assert all(stands_in_the_files(database, word) for word in WORDS)
    await talk.taps("form:done")
    assert any(WORDS[0] in html for html in await in_thread(deliver_all))
    assert [word for word in WORDS if stands_in_the_files(database, word)] == []


async def test_after_the_page_fetched_the_letter_no_word_of_the_form_is_in_the_database(
    talk: Talk, database: Path
) -> None:
    talk.channel = "web"
    await fill(talk)
    await in_thread(erasing.checkpoint)
    assert all(stands_in_the_files(database, word) for word in WORDS)
    await talk.taps("form:done")
    letter = await in_thread(lambda: Outbox.objects.filter(is_private=True).order_by("pk").last())
    assert letter is not None
    assert await in_thread(drafts.take_letter, letter)
    assert not await in_thread(drafts.take_letter, letter)
    await in_thread(erasing.checkpoint)
    assert [word for word in WORDS if stands_in_the_files(database, word)] == []


async def test_a_terminal_leaves_no_word_of_the_form_either(talk: Talk, database: Path) -> None:
    local = LocalConversation(talk.needs)
    await local.press(f"letter:{LETTER}")
    for typed in (*TYPED[:3], f"{WORDS[0]} mzda.", TYPED[4], WORDS[1]):
        await local.say(typed)
    made = await local.press("form:done")
    assert any(WORDS[0] in message.html for message in made.messages)
    assert made.messages[2].document is not None
    assert [word for word in WORDS if stands_in_the_files(database, word)] == []


async def test_a_letter_that_nobody_fetches_is_erased_after_an_hour(talk: Talk, database: Path) -> None:
    talk.channel = "web"
    await fill(talk)
    await talk.taps("form:done")
    assert await in_thread(lambda: retention.purge_letters(now=NOW + timedelta(minutes=59))) == 0
    assert await in_thread(lambda: retention.purge_letters(now=NOW + timedelta(minutes=61))) > 0
    assert [word for word in WORDS if stands_in_the_files(database, word)] == []


async def test_a_letter_that_telegram_has_not_taken_yet_is_not_lost(talk: Talk) -> None:
    await fill(talk)
    await talk.taps("form:done")
    await in_thread(lambda: retention.purge_letters(now=NOW + timedelta(hours=3)))
    assert any(WORDS[0] in html for html in await in_thread(deliver_all))


@pytest.mark.parametrize("way_out", ["/cancel", "/forget"])
async def test_leaving_erases_the_answers(talk: Talk, database: Path, way_out: str) -> None:
    await fill(talk)
    await talk.says(way_out)
    await in_thread(deliver_all)
    await in_thread(erasing.checkpoint)
    assert not await in_thread(LetterDraft.objects.exists)
    assert [word for word in WORDS if stands_in_the_files(database, word)] == []


async def test_a_form_that_nobody_goes_on_with_is_erased_after_a_day(talk: Talk, database: Path) -> None:
    await fill(talk)
    await in_thread(deliver_all)
    assert await in_thread(lambda: retention.purge_letters(now=NOW + timedelta(hours=23))) == 0
    assert await in_thread(lambda: retention.purge_letters(now=NOW + timedelta(hours=25))) == 1
    assert [word for word in WORDS if stands_in_the_files(database, word)] == []


async def test_numbers_are_not_masked_in_a_form_but_are_before_and_after_it(talk: Talk) -> None:
    number = "FA123456"
    masked = Inbound(Kind.TEXT, text=mask(number).text, is_masked=True)
    await talk.sends(masked, unmasked=number)
    assert "FA123456" not in str(await payloads())
    await talk.taps(f"letter:{LETTER}")
    for typed in TYPED[:3]:
        await talk.says(typed)
    shown = await talk.sends(masked, unmasked=number)
    assert text("notice.masked") not in [message.html for message in shown]
    draft = await in_thread(LetterDraft.objects.get)
    assert draft.answers["story"] == number
    await talk.says("/cancel")
    await talk.sends(masked, unmasked=number)
    assert "FA123456" not in str(await payloads())


async def test_a_question_in_a_form_is_answered_masked_and_the_form_goes_on(talk: Talk) -> None:
    await talk.taps(f"letter:{LETTER}")
    talk.engine.proposes(Answer(EXTEND))
    typed = "does FA123456 matter?"
    masked = Inbound(Kind.TEXT, text=mask(typed).text, is_masked=True)
    notice, *answer, again = await talk.sends(masked, unmasked=typed)
    assert notice.html == text("notice.masked")
    assert "Extending en" in answer[0].html
    assert "ask what (en)" in again.html
    assert "123456" not in talk.engine.heard[0].text
    assert "123456" not in str(await payloads())


async def test_danger_goes_before_the_form_which_then_waits(talk: Talk) -> None:
    await talk.taps(f"letter:{LETTER}")
    card, waiting = await talk.sends(Inbound(Kind.TEXT, text="he beats me"))
    assert "domestic_violence" in card.html
    assert waiting.html == text("letter.waiting")
    talk.engine.proposes(Answer(EXTEND))
    (answer, *_) = await talk.sends(Inbound(Kind.TEXT, text="when do I extend"))
    assert "Extending en" in answer.html
    assert "ask what (en)" in await talk.taps("form:go")


async def test_a_story_about_danger_brings_its_card_and_stays_in_the_letter(talk: Talk) -> None:
    await talk.taps(f"letter:{LETTER}")
    for typed in TYPED[:3]:
        await talk.says(typed)
    assert "domestic_violence" in await talk.says("my boss beats me")
    assert "ask contact (en)" in await talk.taps("form:go")
    draft = await in_thread(LetterDraft.objects.get)
    assert draft.answers["story"] == "my boss beats me"
    assert "my boss" not in str(await payloads())


async def test_a_command_is_done_and_the_question_asked_again(talk: Talk) -> None:
    await talk.taps(f"letter:{LETTER}")
    helped, again = await talk.sends(Inbound(Kind.TEXT, text="/help"))
    assert helped.html == text("help.text")
    assert "ask what (en)" in again.html


async def test_another_language_is_spoken_from_the_next_question_on(talk: Talk) -> None:
    await talk.taps(f"letter:{LETTER}")
    assert "ask what (vi)" in await talk.taps("lang:vi")
    assert "ask since (vi)" in await talk.says("2")


async def test_a_name_does_not_change_the_language(talk: Talk) -> None:
    await talk.taps(f"letter:{LETTER}")
    for typed in TYPED[:3]:
        await talk.says(typed)
    assert "ask contact (en)" in await talk.says("Мені не заплатили, її немає")


async def test_a_changed_message_is_not_taken_for_an_answer(talk: Talk) -> None:
    await talk.taps(f"letter:{LETTER}")
    await talk.says("2")
    edited, again = await talk.sends(Inbound(Kind.TEXT, text="1", is_edit=True))
    assert edited.html == text("letter.edited")
    assert "ask since (en)" in again.html


async def test_a_picture_is_no_answer(talk: Talk) -> None:
    await talk.taps(f"letter:{LETTER}")
    picture, again = await talk.sends(Inbound(Kind.PHOTO))
    assert picture.html == text("not_text.photo")
    assert "ask what (en)" in again.html


async def test_my_data_shows_the_answers_while_they_are_kept(talk: Talk) -> None:
    await fill(talk)
    shown = await talk.says("/mydata")
    assert text("mydata.letter") in shown
    assert f"label name (en): {WORDS[1]}" in shown
    assert text("letter.taken") in shown


async def test_none_of_these_never_keeps_an_answer_of_a_form_for_the_editors(talk: Talk) -> None:
    talk.engine.proposes(Answer(EXTEND))
    await talk.says("can I keep bees")
    await fill(talk)
    await talk.says("/cancel")
    await talk.taps("none")
    kept = await in_thread(lambda: list(Person.objects.get().unanswered.values_list("text", flat=True)))
    assert kept == ["can I keep bees"]
