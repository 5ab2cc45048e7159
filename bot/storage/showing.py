"""All that is stored about one person, for /mydata."""

from __future__ import annotations

from bot.conversation.inbound import inbound_from_wire
from bot.conversation.my_data import Stored
from bot.storage import persons, reminders
from bot.storage.models import Inbox, Outbox, UnansweredQuestion


def stored_about(row: int) -> Stored:
    """Everything about whoever sent this message."""
    person = Inbox.objects.select_related("person").get(pk=row).person
    sent = Inbox.objects.filter(person=person).order_by("pk").values_list("payload", flat=True)
    return Stored(
        channel=person.channel,
        address=person.address,
        person=persons.state_of(person),
        created_at=person.created_at,
        last_seen_at=person.last_seen_at,
        messages=tuple(inbound_from_wire(payload) for payload in sent),
        reminders=reminders.waiting_for(row),
        replies=Outbox.objects.filter(person=person).count(),
        unanswered=tuple(
            UnansweredQuestion.objects.filter(person=person).order_by("pk").values_list("text", flat=True)
        ),
    )
