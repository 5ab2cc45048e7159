"""A form that is being filled in, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.letters import Field, Letter

LEFT_OUT = ""
"""The answer to a question that was skipped."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has answered for a letter so far.

    Attributes:
        letter: Its id.
        opened_at: When the form was begun.
        answers: By field, in the form that `bot.conversation.letters.answering` reads them into.
        asked: The field that is asked now; None once all are answered and shown for a last look.
        is_paused: What is typed is no answer until the person goes on; so after a card about danger.
    """

    letter: str
    opened_at: datetime
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    asked: str | None = None
    is_paused: bool = False

    def answered(self, letter: Letter, field_id: str, answer: str) -> Draft:
        """With this answer, at the first question that is still open."""
        answers = {**self.answers, field_id: answer}
        open_fields = (one.id for one in letter.fields if one.id not in answers)
        return replace(self, answers=answers, asked=next(open_fields, None))

    def back(self, letter: Letter) -> Draft:
        """At the question before this one; its answer stays until there is another."""
        ids = [one.id for one in letter.fields]
        at = ids.index(self.asked) if self.asked in ids else len(ids)
        return replace(self, asked=ids[max(0, at - 1)])

    def at(self, letter: Letter) -> Field | None:
        """The question that is asked now; None at the last look."""
        return letter.field(self.asked) if self.asked is not None else None


def begin(letter: Letter, now: datetime) -> Draft:
    """At the first question."""
    return Draft(letter.id, now, asked=letter.fields[0].id)
