"""What a form that is open changes about a turn: who gets the message, and what stays of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.buttons import Press, read_button
from bot.conversation.inbound import Inbound, Kind
from bot.conversation.letters import form
from bot.conversation.letters.form import FormStep
from bot.conversation.routing import EngineRoute, Route
from bot.privacy import mask

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.letters.draft import Draft
    from bot.conversation.person_state import PersonState
    from bot.conversation.replies import Reply
    from bot.conversation.scene import Scene


class FormTurn:
    """One message of somebody who may be filling in a letter.

    Attributes:
        is_open: What is typed may be an answer.
        is_answered: The form has taken the message.
        kept: What stays of the message in the inbox; None: all of it.
    """

    def __init__(self, inbound: Inbound, person: PersonState) -> None:
        self._inbound = inbound
        self._draft = person.draft
        self.is_open = person.draft is not None and not person.draft.is_paused
        self.is_answered = False
        self.kept = self._without_answer(inbound)

    def step(self, way: Route, scene: Scene, now: datetime) -> FormStep | None:
        """What the form makes of the message; None where it is not meant for it."""
        if self._inbound.is_edit and self.is_open and self._draft is not None and isinstance(way, EngineRoute):
            # Which of the earlier answers was changed, no channel says.
            step: FormStep | None = form.edited(self._draft, scene)
        else:
            step = form.take(way, self._draft, scene, now)
        self.is_answered = step is not None
        return step

    def interrupted(self, text: str, person: PersonState, scene: Scene) -> PersonState:
        """The person after a card about danger."""
        draft = person.draft
        return person if draft is None else replace(person, draft=form.after_danger(text, draft, scene))

    def as_question(self, text: str) -> str:
        """A text that is no answer after all: what is kept of it and goes on holds no number of a document."""
        if not self.is_open:
            return text
        masked = mask(text)
        self.kept = replace(self._inbound, text=masked.text, is_masked=masked.is_changed)
        return masked.text

    def again(self, draft: Draft | None, scene: Scene) -> Reply:
        """The open question once more, after a message that was something else."""
        is_waiting = draft is not None and draft.is_paused and not self.is_open
        if draft is None or self.is_answered or is_waiting:
            return ()
        return form.ask_again(draft, scene)

    def _without_answer(self, inbound: Inbound) -> Inbound | None:
        pressed = read_button(inbound.button) if inbound.kind is Kind.PRESS else None
        if pressed is not None and pressed.press is Press.FORM:
            return replace(inbound, button=Press.FORM.value)
        return replace(inbound, text="", is_masked=False) if self.is_open and inbound.text else None
