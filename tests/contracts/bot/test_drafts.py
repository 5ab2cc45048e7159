"""A letter that is being filled in is kept, and leaves nothing behind, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.letters.draft import Draft
from bot.conversation.replies import Message
from bot.storage import drafts, outbox, persons, retention, turns
from bot.storage.models import Inbox, LetterDraft, Outbox, OutboxState
from tests.builders.storage import NOW, a_record, an_arrival, arrived, claimed

pytestmark = pytest.mark.usefixtures("database")
DRAFT = Draft("wage-claim", NOW, {"months": "7/2026", "contact": ""}, asked="sum")


def turn_with(draft: Draft | None, number: int = 1, *messages: Message, channel: str = "telegram") -> None:
    arrived(an_arrival(number), channel=channel)
    turn = claimed()
    left = a_record(turn, person=replace(turn.person, draft=draft))
    turns.record(turn, replace(left, reply=messages or left.reply), now=NOW)


def private(text: str) -> Message:
    return Message(text, is_private=True)


def test_a_draft_comes_back_as_it_was_kept() -> None:
    turn_with(DRAFT)
    arrived(an_arrival(2))
    assert claimed().person.draft == DRAFT


@pytest.mark.parametrize("draft", [replace(DRAFT, asked=None), replace(DRAFT, is_paused=True)], ids=["all", "paused"])
def test_where_the_form_stands_is_kept(draft: Draft) -> None:
    turn_with(DRAFT)
    turn_with(draft, 2)
    arrived(an_arrival(3))
    assert claimed().person.draft == draft
    assert LetterDraft.objects.count() == 1


def test_an_answer_is_stored_unmasked_only_while_the_form_listens() -> None:
    unmasked = {"text": "my •••", "unmasked": "my 1234"}
    arrived(an_arrival(1, **unmasked))
    turns.record(turn := claimed(), a_record(turn, person=replace(turn.person, draft=DRAFT)), now=NOW)
    arrived(an_arrival(2, **unmasked), an_arrival(3, chat="another", **unmasked))
    turns.record(
        turn := claimed(), a_record(turn, person=replace(turn.person, draft=replace(DRAFT, is_paused=True))), now=NOW
    )
    arrived(an_arrival(4, **unmasked))
    texts = dict(Inbox.objects.values_list("update_id", "payload__text"))
    assert texts == {"1": "my •••", "2": "my 1234", "3": "my •••", "4": "my •••"}


def test_what_is_private_is_blank_once_it_arrived_or_never_will() -> None:
    turn_with(DRAFT, 1, private("one"), private("two"), Message("three"))
    for settle in (
        lambda delivery: outbox.mark_sent(delivery, "1"),
        outbox.give_up,
        lambda delivery: outbox.mark_sent(delivery, "3"),
    ):
        delivery = outbox.claim_next(now=NOW, lease_s=30)
        assert delivery is not None
        settle(delivery)
    assert [row.message["html"] for row in Outbox.objects.order_by("pk")] == ["", "", "three"]
    assert not Outbox.objects.filter(is_private=True).exists()


def test_what_the_page_showed_of_the_form_is_blank_when_the_form_ends() -> None:
    turn_with(DRAFT, 1, private("my answers"), channel="web")
    turn_with(None, 2, private("the letter"), Message("where to send"), channel="web")
    assert [row.message["html"] for row in Outbox.objects.order_by("pk")] == ["", "the letter", "where to send"]
    assert not LetterDraft.objects.exists()


def test_another_letter_does_not_erase_one_that_waits_to_be_fetched() -> None:
    turn_with(DRAFT, 1, channel="web")
    turn_with(None, 2, private("the letter"), channel="web")
    turn_with(replace(DRAFT, opened_at=NOW + timedelta(minutes=1)), 3, channel="web")
    turn_with(None, 4, channel="web")
    assert Outbox.objects.get(is_private=True).message["html"] == "the letter"


def test_a_letter_is_taken_once_with_what_came_with_it() -> None:
    turn_with(None, 1, private("text"), private("pages"), Message("where to send"), channel="web")
    row = Outbox.objects.filter(is_private=True).order_by("pk")[1]
    assert [drafts.take_letter(row), drafts.take_letter(row)] == [True, False]
    assert [one.message["html"] for one in Outbox.objects.order_by("pk")] == ["", "", "where to send"]


def test_old_letters_and_drafts_go_and_what_waits_to_be_sent_stays() -> None:
    turn_with(DRAFT, 1, private("waits"))
    turn_with(None, 2, private("was given up"))
    Outbox.objects.filter(message__html="was given up").update(state=OutboxState.FAILED)
    turn_with(DRAFT, 3)
    assert retention.purge_letters(now=NOW + timedelta(hours=2)) == 1
    assert retention.purge_letters(now=NOW + timedelta(days=2)) == 1
    assert list(Outbox.objects.filter(is_private=True).values_list("message__html", flat=True)) == ["waits"]
    assert not LetterDraft.objects.exists()


def test_forgetting_erases_the_draft() -> None:
    turn_with(DRAFT)
    arrived(an_arrival(2, text="/forget"))
    turn = claimed()
    turns.record(turn, a_record(turn, forget=True), now=NOW)
    assert not LetterDraft.objects.exists()
    assert persons.find("telegram", "1") is None


def test_a_draft_of_a_letter_says_nothing_of_its_answers() -> None:
    turn_with(DRAFT)
    assert "7/2026" not in str(LetterDraft.objects.get()) + repr(DRAFT)
