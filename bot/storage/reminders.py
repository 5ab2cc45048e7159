"""Reminders: asked for in a turn, put into the outbox on their day by the worker, each once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from bot.conversation.reminding import Deadline, Remind, StopReminding, morning_of
from bot.storage import outbox, persons
from bot.storage.claims import skipping_locked
from bot.storage.models import Person, Reminder, ReminderState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from bot.conversation.person_state import PersonState
    from bot.conversation.replies import Reply

Waiting = tuple[tuple[Deadline, tuple["date", ...]], ...]
"""Deadlines with the days on which a reminder is still to come, in order."""


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder whose moment has come."""

    person: PersonState
    of: Deadline


def keep(person: Person, wish: Remind | StopReminding) -> None:
    """Do as the person wishes; part of the transaction that records the turn. Asking twice changes nothing."""
    if isinstance(wish, StopReminding):
        mine = Reminder.objects.filter(person=person)
        (mine if wish.of is None else _about(mine, wish.of)).delete()
        return
    for step, day in wish.steps.items():
        Reminder.objects.get_or_create(
            person=person,
            article=wish.of.article,
            rule=wish.of.rule,
            anchor_on=wish.of.day,
            step=step.value,
            defaults={"due_on": day, "send_at": morning_of(day)},
        )


def waiting_for(row: int) -> Waiting:
    """What is still to come for whoever sent this message."""
    waiting = Reminder.objects.filter(person__inbox=row, state=ReminderState.WAITING)
    ordered = waiting.order_by("article", "rule", "anchor_on", "due_on")
    return tuple((of, tuple(one.due_on for one in group)) for of, group in groupby(ordered, key=_deadline))


def is_any_due(*, now: datetime) -> bool:
    """Whether there is something to send; a look without a write lock, since this is asked again and again."""
    return _due(now).exists()


def send_next_due(say: Callable[[Due], Reply], *, now: datetime) -> bool:
    """Put one reminder whose moment has come into the outbox; all of it in one transaction, so that it is sent once.

    Where several steps of a deadline came due at once, since nobody was there to send them, one message stands for all.

    Args:
        say: What to say; it knows which language the person reads.
        now: Reminders up to here are due.

    Returns:
        Whether there was one.
    """
    due = _due(now)
    with transaction.atomic():
        # The person is locked, not the reminder: two workers must not send two steps of one deadline.
        concerned = Person.objects.filter(reminders__in=due).order_by("pk")
        person = skipping_locked(Person.objects.filter(pk__in=concerned.values("pk"))).order_by("pk").first()
        first = due.filter(person=person).order_by("send_at", "pk").first() if person is not None else None
        if person is None or first is None:
            return False
        of = _deadline(first)
        outbox.add(say(Due(persons.state_of(person), of)), person=person, inbox=None, now=now)
        _about(due.filter(person=person), of).update(state=ReminderState.SENT, sent_at=now)
    return True


def _due(now: datetime) -> QuerySet[Reminder]:
    return Reminder.objects.filter(state=ReminderState.WAITING, send_at__lte=now)


def _about(reminders: QuerySet[Reminder], of: Deadline) -> QuerySet[Reminder]:
    return reminders.filter(article=of.article, rule=of.rule, anchor_on=of.day)


def _deadline(reminder: Reminder) -> Deadline:
    return Deadline(reminder.article, reminder.rule, reminder.anchor_on)
