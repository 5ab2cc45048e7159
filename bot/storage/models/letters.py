"""Letters that people are filling in."""

from __future__ import annotations

from django.db import models

from bot.storage.models.persons import Person


class LetterDraft(models.Model):
    """What a person has answered for a letter so far. It goes with the letter's delivery, or with its person.

    `asked` is empty at the last look.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="letter_draft")
    letter = models.CharField(max_length=24)
    answers = models.JSONField()
    asked = models.CharField(max_length=20, blank=True, default="")
    is_paused = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """Its number and letter; never its answers."""
        return f"draft {self.pk} {self.letter}"
