"""What came in and what goes out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bot.storage.models.persons import Person


class InboxState(models.TextChoices):
    """How far a message of a person is."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    DONE = "done"


class OutboxState(models.TextChoices):
    """How far a message of ours is."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"


class Inbox(models.Model):
    """One message of a person. It is stored before the channel is told that we have it.

    `update_id` is the channel's own name for it, so that the same one is never taken twice. `claim` and `lease_until`
    say which gateway works on it and until when others keep away.
    """

    channel = models.CharField(max_length=16)
    update_id = models.CharField(max_length=64)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="inbox")
    payload = models.JSONField()
    state = models.CharField(max_length=8, choices=InboxState.choices, default=InboxState.WAITING)
    received_at = models.DateTimeField(db_index=True)
    claim = models.CharField(max_length=160, blank=True, default="")
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "update_id"], name="an_update_is_taken_once")]
        indexes = [
            models.Index(fields=["person", "id"], condition=~Q(state="done"), name="inbox_open_by_person"),
            models.Index(fields=["id"], condition=~Q(state="done"), name="inbox_open"),
        ]

    def __str__(self) -> str:
        """Its number and state."""
        return f"inbox {self.pk} {self.state}"


class Outbox(models.Model):
    """One message to a person.

    `person` is empty only for a farewell after /forget: then `channel` and `address` stand here until it is delivered.
    `is_private` holds what was typed into a form; its words are erased once they have arrived.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="outbox")
    inbox = models.ForeignKey(Inbox, on_delete=models.SET_NULL, null=True, related_name="outbox")
    channel = models.CharField(max_length=16)
    address = models.CharField(max_length=128, blank=True, default="")
    sequence = models.PositiveSmallIntegerField()
    message = models.JSONField()
    state = models.CharField(max_length=8, choices=OutboxState.choices, default=OutboxState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    claim = models.CharField(max_length=160, blank=True, default="")
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_id = models.CharField(max_length=64, blank=True, default="")
    created_at = models.DateTimeField(db_index=True)
    is_private = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], condition=Q(is_private=True), name="outbox_private"),
            models.Index(
                fields=["person", "id"], condition=Q(state__in=["waiting", "claimed"]), name="outbox_open_by_person"
            ),
            models.Index(fields=["id"], condition=Q(state__in=["waiting", "claimed"]), name="outbox_open"),
        ]

    def __str__(self) -> str:
        """Its number and state."""
        return f"outbox {self.pk} {self.state}"
