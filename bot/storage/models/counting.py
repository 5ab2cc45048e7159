"""What the editors learn from."""

from __future__ import annotations

from django.db import models

from bot.storage.models.persons import Person


class Feedback(models.Model):
    """Whether an answer helped. It names no person."""

    article = models.CharField(max_length=128)
    locale = models.CharField(max_length=2)
    is_helpful = models.BooleanField()
    given_on = models.DateField()

    def __str__(self) -> str:
        """The article and the verdict."""
        return f"{self.article} {self.is_helpful}"


class UnansweredQuestion(models.Model):
    """A question without a checked answer, with numbers of documents masked. It goes when its person goes."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="unanswered")
    text = models.TextField()
    locale = models.CharField(max_length=2)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        """Its number; never its text."""
        return f"unanswered question {self.pk}"
