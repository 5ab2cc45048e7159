"""Inbox, outbox and erasing promise the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from bot.storage import erasing, inbox, outbox, retention, turns
from bot.storage.errors import LeaseLost
from bot.storage.models import (
    ErasedUpdate,
    Feedback,
    Inbox,
    Outbox,
    OutboxState,
    PendingErasure,
    Person,
    UnansweredQuestion,
)
from bot.storage.turns import Verdict
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from tests.builders.storage import NOW, a_record, an_arrival, arrived, claimed

pytestmark = pytest.mark.usefixtures("database")
LATER = NOW + timedelta(minutes=1)


def test_an_update_that_comes_twice_is_stored_once() -> None:
    assert arrived(an_arrival(1), an_arrival(1)) == 1
    assert arrived(an_arrival(1), an_arrival(2)) == 1
    assert Inbox.objects.count() == 2


def test_the_same_number_of_another_channel_is_another_update() -> None:
    assert arrived(an_arrival(1)) + arrived(an_arrival(1), channel="web") == 2


def test_one_address_is_one_person_with_a_pseudonym_that_does_not_hold_it() -> None:
    arrived(an_arrival(1, chat="4711"), an_arrival(2, chat="4711"), an_arrival(3, chat="4712"))
    pseudonyms = Person.objects.values_list("pseudonym", flat=True)
    assert len(set(pseudonyms)) == 2
    assert not any("471" in pseudonym and len(pseudonym) < 32 for pseudonym in pseudonyms)


def test_what_to_ask_for_next_is_kept_with_what_was_stored() -> None:
    inbox.store("telegram", (an_arrival(7),), now=NOW, next_update_id=8)
    assert inbox.next_update_id("telegram") == 8
    assert inbox.next_update_id("web") is None


def test_messages_of_one_person_are_claimed_in_order_and_one_at_a_time() -> None:
    arrived(an_arrival(1, text="first"), an_arrival(2, text="second"))
    turn = claimed()
    assert turn.inbound.text == "first"
    assert inbox.claim_next(now=NOW, lease_s=15) is None
    turns.record(turn, a_record(turn), now=NOW)
    assert claimed().inbound.text == "second"


def test_another_persons_message_does_not_wait() -> None:
    arrived(an_arrival(1, chat="1"), an_arrival(2, chat="1"), an_arrival(3, chat="2"))
    assert [claimed().address, claimed().address] == ["1", "2"]


def test_a_turn_whose_lease_has_ended_is_claimed_again_and_the_first_claim_records_nothing() -> None:
    arrived(an_arrival(1))
    first = claimed(lease_s=15)
    second = claimed(now=NOW + timedelta(seconds=16))
    assert second.attempts == 2
    with pytest.raises(LeaseLost):
        turns.record(first, a_record(first, "too late"), now=LATER)
    turns.record(second, a_record(second, "in time"), now=LATER)
    assert [row.message["html"] for row in Outbox.objects.all()] == ["in time"]


def test_a_turn_is_recorded_once() -> None:
    arrived(an_arrival(1))
    turn = claimed()
    turns.record(turn, a_record(turn), now=NOW)
    with pytest.raises(LeaseLost):
        turns.record(turn, a_record(turn), now=NOW)
    assert Outbox.objects.count() == 1


def test_a_turn_leaves_state_question_and_verdict() -> None:
    arrived(an_arrival(1))
    turn = claimed()
    person = replace(turn.person, status=ResidenceStatus.EU_CITIZEN, chosen_locale=Locale.VI, article="a/b")
    left = a_record(turn, person=person, unanswered="why", verdict=Verdict("a/b", is_helpful=True))
    turns.record(turn, left, now=NOW)
    arrived(an_arrival(2))
    assert claimed().person == person
    assert UnansweredQuestion.objects.get().text == "why"
    assert Feedback.objects.get().is_helpful


def test_a_turn_that_breaks_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    arrived(an_arrival(1))
    turn = claimed()
    person = replace(turn.person, status=ResidenceStatus.EU_CITIZEN)
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "add", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            turns.record(turn, a_record(turn, person=person, verdict=Verdict("a/b", is_helpful=True)), now=NOW)
    assert (Outbox.objects.count(), Feedback.objects.count(), Person.objects.get().status) == (0, 0, "")
    turns.record(turn, a_record(turn), now=NOW)
    assert Outbox.objects.count() == 1


def test_the_last_question_is_no_command_and_of_the_same_person() -> None:
    arrived(an_arrival(1, text="mine"), an_arrival(2, chat="2", text="theirs"), an_arrival(3, text="/help"))
    arrived(an_arrival(4, text="now"))
    question = inbox.last_question(Inbox.objects.get(update_id="4").pk)
    assert question is not None
    assert question.text == "mine"
    assert inbox.last_question(Inbox.objects.get(update_id="2").pk) is None


def test_many_claimants_at_once_claim_every_message_once(database: str) -> None:
    arrived(*(an_arrival(number, chat=str(number)) for number in range(24)))
    found: list[int] = []

    def claim_all() -> None:
        while True:
            turn = inbox.claim_next(now=NOW, lease_s=60)
            if turn is not None:
                found.append(turn.row)
            elif not Inbox.objects.filter(state="waiting").exists():
                break
        connection.close()

    workers = [threading.Thread(target=claim_all) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    assert sorted(found) == sorted(Inbox.objects.values_list("pk", flat=True)), database


def test_replies_are_sent_in_order_and_wait_for_the_earlier_one() -> None:
    arrived(an_arrival(1))
    turn = claimed()
    turns.record(turn, a_record(turn, "one", "two"), now=NOW)
    first = outbox.claim_next(now=NOW, lease_s=30)
    assert first is not None
    assert first.message.html == "one"
    assert outbox.claim_next(now=NOW, lease_s=30) is None
    outbox.retry_at(first, NOW + timedelta(seconds=5))
    assert outbox.claim_next(now=NOW, lease_s=30) is None
    again = outbox.claim_next(now=LATER, lease_s=30)
    assert again is not None
    assert (again.message.html, again.attempts) == ("one", 1)
    outbox.mark_sent(again, "77")
    second = outbox.claim_next(now=LATER, lease_s=30)
    assert second is not None
    assert second.message.html == "two"


def test_a_message_given_up_lets_the_next_one_go() -> None:
    arrived(an_arrival(1))
    turn = claimed()
    turns.record(turn, a_record(turn, "one", "two"), now=NOW)
    first = outbox.claim_next(now=NOW, lease_s=30)
    assert first is not None
    outbox.give_up(first)
    second = outbox.claim_next(now=NOW, lease_s=30)
    assert second is not None
    assert second.message.html == "two"


def test_a_delivery_that_was_taken_over_cannot_be_settled() -> None:
    arrived(an_arrival(1))
    turn = claimed()
    turns.record(turn, a_record(turn), now=NOW)
    first = outbox.claim_next(now=NOW, lease_s=30)
    second = outbox.claim_next(now=LATER, lease_s=30)
    assert first is not None
    assert second is not None
    with pytest.raises(LeaseLost):
        outbox.mark_sent(first, "1")
    outbox.mark_sent(second, "2")
    assert Outbox.objects.get().sent_id == "2"


def test_the_web_reads_its_replies_itself() -> None:
    arrived(an_arrival(1), channel="web")
    turn = claimed()
    turns.record(turn, a_record(turn), now=NOW)
    assert Outbox.objects.get().state == OutboxState.SENT
    assert outbox.claim_next(now=NOW, lease_s=30) is None


def test_claims_of_a_dead_process_are_freed_and_those_of_the_living_are_not() -> None:
    arrived(an_arrival(1, chat="1"), an_arrival(2, chat="2"))
    dead, living = claimed(), claimed()
    host, _, _, last = dead.claim.rsplit(":", 3)
    Inbox.objects.filter(pk=dead.row).update(claim=f"{host}:4194305:00000000:{last}")
    assert inbox.release_claims_of_the_dead() == 1
    assert claimed().row == dead.row
    assert Inbox.objects.get(pk=living.row).claim == living.claim


def test_forgetting_leaves_only_the_farewell_and_what_keeps_the_promise() -> None:
    arrived(an_arrival(1, chat="4711", text="secret one"), an_arrival(2, chat="4711", text="secret two"))
    for _ in range(2):
        turn = claimed()
        turns.record(turn, a_record(turn, unanswered="secret three"), now=NOW)
    arrived(an_arrival(3, chat="4711", text="/forget"))
    turn = claimed()
    turns.record(turn, a_record(turn, "forgotten", forget=True), now=NOW)
    assert (Person.objects.count(), Inbox.objects.count(), UnansweredQuestion.objects.count()) == (0, 0, 0)
    assert PendingErasure.objects.get().pseudonym == turn.person.pseudonym
    assert ErasedUpdate.objects.count() == 3
    farewell = outbox.claim_next(now=NOW, lease_s=30)
    assert farewell is not None
    assert (farewell.address, farewell.message.html) == ("4711", "forgotten")
    outbox.mark_sent(farewell, "9")
    assert Outbox.objects.count() == 0


def test_an_erased_update_that_comes_again_is_not_taken_again() -> None:
    arrived(an_arrival(1, text="/forget"))
    turn = claimed()
    turns.record(turn, a_record(turn, forget=True), now=NOW)
    assert arrived(an_arrival(1, text="/forget")) == 0
    assert Person.objects.count() == 0


def test_what_was_written_after_forget_is_answered_to_a_new_person() -> None:
    arrived(an_arrival(1, text="/forget"), an_arrival(2, text="hello again"))
    turn = claimed()
    turns.record(turn, a_record(turn, forget=True), now=NOW)
    again = claimed()
    assert again.inbound.text == "hello again"
    assert again.person.pseudonym != turn.person.pseudonym
    assert again.address == "1"


def test_an_erasure_that_the_engine_refused_is_due_again_later() -> None:
    arrived(an_arrival(1))
    turn = claimed()
    turns.record(turn, a_record(turn, forget=True), now=NOW)
    (pseudonym,) = erasing.due_at_engine(now=NOW)
    erasing.not_erased_at_engine(pseudonym, now=NOW)
    assert erasing.due_at_engine(now=NOW) == ()
    assert erasing.due_at_engine(now=LATER) == (pseudonym,)
    erasing.erased_at_engine(pseudonym)
    assert erasing.due_at_engine(now=LATER) == ()


def test_people_who_are_silent_too_long_are_erased_and_others_stay() -> None:
    arrived(an_arrival(1, chat="old"))
    turn = claimed()
    turns.record(turn, a_record(turn), now=NOW)
    Outbox.objects.update(state=OutboxState.SENT)
    late = NOW + timedelta(days=31)
    arrived(an_arrival(2, chat="new"), now=late)
    assert retention.purge(days=30, now=late) == 1
    assert list(Person.objects.values_list("address", flat=True)) == ["new"]
    assert erasing.due_at_engine(now=late) == (turn.person.pseudonym,)


def test_a_farewell_that_was_read_is_erased() -> None:
    arrived(an_arrival(1), channel="web")
    turn = claimed()
    turns.record(turn, a_record(turn, forget=True), now=NOW)
    assert retention.purge_farewells(now=NOW) == 0
    assert retention.purge_farewells(now=NOW + timedelta(minutes=3)) == 1
