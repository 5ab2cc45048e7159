from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.conversation.reminding import Deadline, Remind
from bot.conversation.wire import message_from_wire
from bot.processes.running import utc_now
from bot.processes.worker_service import send_reminders
from bot.storage import reminders
from bot.storage.models import Outbox, Person, Reminder, ReminderState
from bot.storage.threads import in_thread
from knowledge.deadlines import Step
from knowledge.errors import SnapshotMissing
from tests.builders.conversation import EXTEND, FakeKnowledge, an_article
from tests.builders.deadlines import CARD_RULE

ROOT = Path(__file__).resolve().parents[3]
KNOWLEDGE = FakeKnowledge(articles={EXTEND: an_article(EXTEND, deadlines=(CARD_RULE,))})


def due_for(locale: str = "vi") -> None:
    """Somebody's reminder that is due since an hour."""
    now = utc_now()
    person = Person.objects.create(
        channel="telegram", address="1", chosen_locale=locale, created_at=now, last_seen_at=now
    )
    reminders.keep(person, Remind(Deadline(EXTEND, "extend", date(2027, 3, 14)), {Step.WEEK: date(2027, 3, 5)}))
    Reminder.objects.update(send_at=now - timedelta(hours=1))


@pytest.mark.usefixtures("database")
async def test_a_due_reminder_is_composed_in_the_persons_language() -> None:
    await in_thread(due_for)
    await send_reminders(lambda: KNOWLEDGE)
    await send_reminders(lambda: KNOWLEDGE)
    (row,) = await in_thread(lambda: list(Outbox.objects.all()))
    message = message_from_wire(row.message)
    assert "Extending vi" in message.html
    assert "14\u00a0tháng\u00a03\u00a0năm\u00a02027" in message.html
    assert any(button.id.startswith("stop:") for buttons in message.buttons for button in buttons)


@pytest.mark.usefixtures("database")
async def test_without_knowledge_a_reminder_waits() -> None:
    def missing() -> FakeKnowledge:
        raise SnapshotMissing("nowhere")

    await in_thread(due_for)
    await send_reminders(missing)
    assert await in_thread(Reminder.objects.filter(state=ReminderState.WAITING).exists)
    await send_reminders(lambda: KNOWLEDGE)
    assert await in_thread(Outbox.objects.count) == 1


@pytest.mark.slow
def test_kill_in_the_middle_of_a_reminder_sends_it_neither_twice_nor_never(database_settings: dict[str, str]) -> None:
    due_for()
    environment = {**os.environ, **database_settings, "OMP_NUM_THREADS": "1"}
    command = (sys.executable, "-m", "tests.fakes.dying_worker")
    died = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, timeout=60)
    assert died.returncode == -signal.SIGKILL
    assert Outbox.objects.count() == 0
    assert reminders.send_next_due(lambda _: (), now=utc_now())
    assert not reminders.send_next_due(lambda _: (), now=utc_now())
    assert Reminder.objects.get().state == ReminderState.SENT
