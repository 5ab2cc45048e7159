"""Reminders promise the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from bot.conversation.reminding import Deadline, Remind, StopReminding, morning_of
from bot.conversation.replies import Message, Reply
from bot.storage import erasing, outbox, reminders, retention, turns
from bot.storage.models import Inbox, Outbox, Person, Reminder, ReminderState
from bot.storage.reminders import Due, is_any_due, send_next_due
from knowledge.deadlines import Step
from nlu.locales import Locale
from tests.builders.storage import NOW, a_record, an_arrival, arrived, claimed

pytestmark = pytest.mark.usefixtures("database")
OF = Deadline("residence/employee-card", "extend", date(2027, 3, 14))
STEPS = {Step.MONTH: date(2027, 2, 10), Step.WEEK: date(2027, 3, 5), Step.DAY: date(2027, 3, 11)}
FIRST = morning_of(STEPS[Step.MONTH])


def a_person(chat: str = "1", *, of: Deadline = OF, **remembered: str) -> Person:
    """Somebody who asked to be reminded."""
    arrived(an_arrival(int(chat), chat=chat))
    turn = claimed()
    turns.record(turn, a_record(turn, wish=Remind(of, STEPS)), now=NOW)
    outbox.mark_sent(_delivery(), "1")
    Person.objects.filter(address=chat).update(**remembered)
    return Person.objects.get(address=chat)


def _delivery() -> outbox.Delivery:
    delivery = outbox.claim_next(now=NOW, lease_s=30)
    assert delivery is not None
    return delivery


def say(due: Due) -> Reply:
    return (Message(f"{due.of.article} {due.person.likely_locale.value}"),)


def sent_at(moment: datetime) -> int:
    """How many reminders go out at this moment."""
    count = 0
    while send_next_due(say, now=moment):
        count += 1
    return count


def test_a_reminder_is_sent_in_its_morning_in_the_persons_language_and_once() -> None:
    a_person(chosen_locale="uk")
    assert not is_any_due(now=FIRST - timedelta(seconds=1))
    assert sent_at(FIRST - timedelta(seconds=1)) == 0
    assert is_any_due(now=FIRST)
    assert sent_at(FIRST) == 1
    assert sent_at(FIRST + timedelta(days=1)) == 0
    assert Outbox.objects.order_by("pk").values_list("message__html", flat=True).last() == f"{OF.article} uk"


def test_each_step_is_sent_on_its_own_day() -> None:
    a_person()
    assert [sent_at(morning_of(day)) for day in STEPS.values()] == [1, 1, 1]
    assert set(Reminder.objects.values_list("state", flat=True)) == {ReminderState.SENT}


def test_steps_that_came_due_while_nobody_was_there_are_one_message() -> None:
    a_person()
    assert sent_at(morning_of(STEPS[Step.WEEK])) == 1
    assert Reminder.objects.filter(state=ReminderState.WAITING).count() == 1


def test_two_deadlines_of_one_person_are_two_messages() -> None:
    person = a_person()
    reminders.keep(person, Remind(Deadline(OF.article, "course", OF.day), STEPS))
    assert sent_at(FIRST) == 2


def test_a_fault_while_it_is_put_into_words_leaves_it_to_be_sent() -> None:
    a_person()

    def fail(due: Due) -> Reply:
        raise RuntimeError(due.of.rule)

    with pytest.raises(RuntimeError):
        send_next_due(fail, now=FIRST)
    assert sent_at(FIRST) == 1


def test_several_workers_at_once_send_each_reminder_once() -> None:
    for chat in range(1, 6):
        a_person(str(chat))
    before = Outbox.objects.count()
    start = threading.Barrier(3)

    def work() -> None:
        start.wait()
        for _ in range(20):
            send_next_due(say, now=morning_of(STEPS[Step.DAY]))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Outbox.objects.count() - before == 5
    assert not Reminder.objects.filter(state=ReminderState.WAITING).exists()


def test_asking_twice_changes_nothing_and_stopping_ends_one_or_all() -> None:
    person = a_person()
    other = Deadline(OF.article, OF.rule, date(2027, 6, 30))
    reminders.keep(person, Remind(OF, STEPS))
    assert Reminder.objects.count() == 3
    reminders.keep(person, Remind(other, STEPS))
    reminders.keep(person, StopReminding(OF))
    assert set(Reminder.objects.values_list("anchor_on", flat=True)) == {other.day}
    reminders.keep(person, StopReminding(None))
    assert not Reminder.objects.exists()


def test_stopping_ends_nobody_elses() -> None:
    first, _ = a_person("1"), a_person("2")
    reminders.keep(first, StopReminding(None))
    assert Reminder.objects.count() == 3


def test_what_is_still_to_come_is_listed_by_deadline() -> None:
    person = a_person()
    row = Inbox.objects.get(person=person).pk
    assert reminders.waiting_for(row) == ((OF, tuple(STEPS.values())),)
    sent_at(FIRST)
    assert reminders.waiting_for(row) == ((OF, (STEPS[Step.WEEK], STEPS[Step.DAY])),)


def test_forgetting_erases_them() -> None:
    person = a_person()
    erasing.erase_person(Inbox.objects.get(person=person), now=NOW)
    assert not Reminder.objects.exists()
    assert sent_at(FIRST) == 0


def test_a_silent_person_stays_until_some_time_after_the_last_reminder_but_their_words_go() -> None:
    a_person()
    a_person("2")
    reminders.keep(Person.objects.get(address="2"), StopReminding(None))
    assert retention.purge(days=30, now=NOW + timedelta(days=40)) == 1
    assert list(Person.objects.values_list("address", flat=True)) == ["1"]
    assert not Inbox.objects.exists()
    assert not Outbox.objects.exists()
    last = morning_of(STEPS[Step.DAY])
    assert sent_at(last) == 1
    outbox.mark_sent(_claimed(last), "2")
    assert retention.purge(days=30, now=last + timedelta(days=29)) == 0
    assert retention.purge(days=30, now=last + timedelta(days=31)) == 1
    assert not Reminder.objects.exists()


def _claimed(moment: datetime) -> outbox.Delivery:
    delivery = outbox.claim_next(now=moment, lease_s=30)
    assert delivery is not None
    assert delivery.message.html == f"{OF.article} {Locale.EN.value}"
    return delivery
