"""What must still be erased elsewhere, and what must not come back."""

from __future__ import annotations

from django.db import models


class PendingErasure(models.Model):
    """A pseudonym whose conversation the dialogue engine has not erased yet."""

    pseudonym = models.CharField(max_length=32, unique=True)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField()

    def __str__(self) -> str:
        """The pseudonym."""
        return self.pseudonym


class ErasedUpdate(models.Model):
    """The number of an erased update, so that a channel that repeats it does not bring it back. Kept for two days."""

    channel = models.CharField(max_length=16)
    update_id = models.CharField(max_length=64)
    erased_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "update_id"], name="an_update_is_erased_once")]

    def __str__(self) -> str:
        """Channel and number."""
        return f"{self.channel} {self.update_id}"
