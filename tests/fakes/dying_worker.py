"""A worker that is killed the moment a reminder stands in the outbox, before anything is committed."""

from __future__ import annotations

import os
import signal
from typing import Any

from bot.processes.preparing import prepare

if __name__ == "__main__":
    prepare()
    from bot.conversation.replies import Message
    from bot.processes.running import utc_now
    from bot.storage import outbox, reminders

    add = outbox.add

    def add_and_die(*args: Any, **kwargs: Any) -> None:
        add(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    outbox.add = add_and_die
    reminders.send_next_due(lambda _: (Message("reminder"),), now=utc_now())
