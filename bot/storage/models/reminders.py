"""What people asked to be reminded of."""

from __future__ import annotations

from django.db import models

from bot.storage.models.persons import Person


class ReminderState(models.TextChoices):
    """How far a reminder is. One that is stopped is erased."""

    WAITING = "waiting"
    SENT = "sent"


class Reminder(models.Model):
    """One message to come about a deadline of a person. It goes when its person goes.

    The deadline is a rule of an article counted from `anchor_on`, a day the person told; `due_on` is the day of the
    message, `send_at` its moment.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reminders")
    article = models.CharField(max_length=128)
    rule = models.CharField(max_length=64)
    anchor_on = models.DateField()
    step = models.CharField(max_length=8)
    due_on = models.DateField()
    send_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=ReminderState.choices, default=ReminderState.WAITING)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "article", "rule", "anchor_on", "step"], name="a_step_is_reminded_of_once"
            )
        ]
        indexes = [models.Index(fields=["state", "send_at"], name="reminder_due")]

    def __str__(self) -> str:
        """Its number and state."""
        return f"reminder {self.pk} {self.state}"
