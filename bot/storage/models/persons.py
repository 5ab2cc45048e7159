"""People, as pseudonyms."""

from __future__ import annotations

import secrets

from django.db import models


def new_pseudonym() -> str:
    """Random, so that it tells nothing about whom it stands for."""
    return secrets.token_hex(16)


class Person(models.Model):
    """Someone who asks. No name is kept; `address` is what a channel needs to answer.

    `status_declined`: asked, and would rather not say or is not sure. Empty text stands for "not known".
    """

    pseudonym = models.CharField(max_length=32, unique=True, default=new_pseudonym)
    channel = models.CharField(max_length=16)
    address = models.CharField(max_length=128)
    chosen_locale = models.CharField(max_length=2, blank=True, default="")
    guessed_locale = models.CharField(max_length=2, blank=True, default="")
    last_locale = models.CharField(max_length=2, blank=True, default="")
    status = models.CharField(max_length=32, blank=True, default="")
    status_declined = models.BooleanField(default=False)
    district = models.CharField(max_length=32, blank=True, default="")
    article = models.CharField(max_length=128, blank=True, default="")
    awaited = models.CharField(max_length=32, blank=True, default="")
    urgent_kind = models.CharField(max_length=32, blank=True, default="")
    urgent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "address"], name="one_person_per_address")]

    def __str__(self) -> str:
        """The pseudonym."""
        return self.pseudonym
