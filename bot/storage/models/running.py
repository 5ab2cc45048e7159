"""Signs of life of our processes."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """When a process last said that it lives."""

    process = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """The process."""
        return self.process


class PollingOffset(models.Model):
    """The next update to ask a channel for; all before it are stored."""

    channel = models.CharField(max_length=16, primary_key=True)
    next_update_id = models.BigIntegerField()

    def __str__(self) -> str:
        """The channel."""
        return self.channel
