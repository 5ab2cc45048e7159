"""Plans what a turn leaves behind; writes nothing."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation import choices, places, reminders, talk
from bot.conversation.buttons import Press, Pressed
from bot.conversation.composing import compose
from bot.conversation.deciding import Payload, is_about_known, proposed_by_press, remembered_after
from bot.conversation.inbound import Inbound, Kind
from bot.conversation.letters.form import FormStep
from bot.conversation.my_data import my_data
from bot.conversation.outcomes import Answer, Command, CommandOutcome, LanguageChosen, Outcome, Unknown, Urgent
from bot.conversation.reminding import Remind, StopReminding, read_dated_press
from bot.conversation.routing import (
    CommandRoute,
    EngineRoute,
    NotTextRoute,
    PressRoute,
    Route,
    route,
)
from bot.conversation.scene import Scene
from bot.conversation.telling_dates import told_in_reply
from bot.engine.dialogue import EngineError, EngineLate, EngineMessage, EngineResponse
from bot.form_turn import FormTurn
from bot.hearing import Heard, NoKnowledge, TurnKnowledge, hear
from bot.storage import inbox
from bot.storage.reminders import waiting_for
from bot.storage.showing import stored_about
from bot.storage.threads import in_thread
from bot.storage.turns import TurnRecord, Verdict
from knowledge.czech_days import day_in_prague
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from bot.conversation.replies import Reply
    from bot.storage.inbox import ClaimedTurn
    from bot.turn_needs import TurnNeeds

_log = logging.getLogger(__name__)


class Planner:
    """Plans one turn; holds what all its steps need."""

    def __init__(self, turn: ClaimedTurn, needs: TurnNeeds) -> None:
        self._turn = turn
        self._needs = needs
        self._now = needs.now()
        self._person = turn.person
        self._heard = Heard(turn.person.likely_locale)
        self._form = FormTurn(turn.inbound, turn.person)
        try:
            self._active: TurnKnowledge | None = needs.knowledge()
        except KnowledgeError:
            self._active = None

    async def plan(self) -> TurnRecord:
        """Decide what to say and what to remember."""
        inbound = self._turn.inbound
        way = route(inbound)
        step = None if isinstance(way, EngineRoute) else self._form.step(way, self._scene(), self._now)
        left = await self._take(way) if step is None else self._stepped(step)
        notices = []
        if (left.kept or inbound).is_masked:
            notices.append(talk.masked_notice(self._scene()))
        if inbound.is_edit and isinstance(way, EngineRoute) and not self._form.is_answered:
            notices.append(talk.edited_notice(self._scene()))
        foreign = talk.foreign_notice(self._heard.foreign, self._scene()) if self._heard.foreign else None
        if foreign is not None:
            notices.append(foreign)
        again = () if left.forget else self._form.again(left.person.draft, self._scene())
        return replace(left, reply=(*notices, *left.reply, *again))

    def apology(self) -> TurnRecord:
        """Emergency numbers and the way to a human."""
        return self._left(talk.engine_failed(self._scene()))

    async def _take(self, way: Route) -> TurnRecord:
        if isinstance(way, EngineRoute):
            return await self._understand(way.text)
        if isinstance(way, CommandRoute):
            if way.command is None:
                return replace(self._left(talk.unknown_command(self._scene())), outcome=CommandOutcome(Command.HELP))
            return await self._tell(CommandOutcome(way.command))
        if isinstance(way, PressRoute):
            return await self._press(way)
        if isinstance(way, NotTextRoute):
            return self._left(self._not_text(way, self._turn.inbound))
        # Steps of a form have been taken before this.
        return self._left(talk.wordless(self._scene()))

    async def _understand(self, text: str) -> TurnRecord:
        if self._active is None:
            return self.apology()
        heard = await in_thread(hear, text, self._person, self._active)
        # What is typed into a form says nothing about the language, and its vector is of words that are masked later.
        locale = self._heard.locale
        self._heard = replace(heard, locale=locale, foreign=None, vector=None) if self._form.is_open else heard
        self._person = replace(self._person, last_locale=self._heard.locale)
        kind, recent = heard.urgency, self._person.recent_urgency(self._now)
        if kind is not None and kind is not recent:
            self._person = self._form.interrupted(text, self._person, self._scene())
            return await self._tell(Urgent(kind))
        step = self._form.step(EngineRoute(text), self._scene(), self._now)
        if step is not None:
            return self._stepped(step)
        if kind is not None:
            return replace(self._left(talk.still_urgent(self._scene())), outcome=Urgent(kind))
        return await self._answer(self._form.as_question(text), self._active)

    async def _answer(self, text: str, knowledge: TurnKnowledge) -> TurnRecord:
        dated = self._told_date(text, knowledge)
        if dated is not None:
            return await self._tell(dated)
        try:
            response = await self._ask(text)
        except EngineError as error:
            _log.warning("engine: %s", error.code)
            return self.apology()
        return await self._told(response, text)

    def _stepped(self, step: FormStep) -> TurnRecord:
        self._person = replace(self._person, draft=step.draft)
        return self._left(step.reply)

    def _told_date(self, text: str, knowledge: TurnKnowledge) -> Outcome | None:
        person = self._person
        article = knowledge.articles.get(person.article or "")
        if article is None or not article.deadlines:
            return None
        today, locale = day_in_prague(self._now), self._heard.locale
        return told_in_reply(text, article, person.awaited, status=person.status, today=today, locale=locale)

    async def _press(self, way: PressRoute) -> TurnRecord:
        pressed = way.pressed
        proposed = proposed_by_press(pressed, self._person) if pressed else None
        if isinstance(proposed, Payload):
            return await self._payload(proposed)
        if proposed is not None:
            return await self._tell(proposed)
        if pressed is None:
            return self._left(choices.stale(self._scene()))
        if pressed.press is Press.NONE:
            question = await in_thread(inbox.last_question, self._turn.row)
            left = self._left(talk.none_of_these(self._scene()))
            return replace(left, unanswered=question.text if question else None)
        if pressed.press in (Press.GOOD, Press.BAD):
            return self._verdict(pressed.of, is_helpful=pressed.press is Press.GOOD)
        return await self._other_press(pressed)

    async def _other_press(self, pressed: Pressed) -> TurnRecord:
        scene = self._scene()
        dated = read_dated_press(pressed, scene.knowledge.articles, scene.status, scene.today)
        if dated is None:
            return self._left(choices.chosen(pressed, scene))
        if isinstance(dated, Remind | StopReminding):
            return replace(self._left(reminders.promised(dated, scene)), wish=dated)
        return await self._tell(dated)

    async def _payload(self, payload: Payload) -> TurnRecord:
        if isinstance(payload.instead, Answer) and not self._knows(payload.instead):
            return self._left(choices.stale(self._scene()))
        try:
            response = await self._ask(payload.text)
        except EngineError as error:
            # The snapshot can answer a tap by itself; the engine hears of it with the next message.
            _log.warning("engine: %s", error.code)
            return await self._tell(payload.instead)
        return await self._told(response, "")

    async def _ask(self, text: str) -> EngineResponse:
        person = self._person
        message = EngineMessage(
            sender=person.pseudonym,
            text=text,
            # Identified already; the engine need not look again.
            chosen=self._heard.locale,
            prior=person.last_locale or person.guessed_locale,
            status=person.status,
            district=person.district,
            article=person.article,
            vector=self._heard.vector,
        )
        try:
            return await asyncio.wait_for(self._needs.engine.respond(message), self._needs.engine_budget_s)
        except asyncio.TimeoutError as error:
            raise EngineLate from error

    async def _told(self, response: EngineResponse, question: str) -> TurnRecord:
        self._person = replace(
            self._person,
            status=response.status or self._person.status,
            district=response.district or self._person.district,
            article=response.article or self._person.article,
        )
        left = await self._tell(response.outcome)
        return replace(left, unanswered=question) if isinstance(response.outcome, Unknown) and question else left

    async def _tell(self, outcome: Outcome) -> TurnRecord:
        if outcome == CommandOutcome(Command.MYDATA):
            stored = await in_thread(stored_about, self._turn.row)
            return replace(self._left(my_data(stored, self._scene())), outcome=outcome)
        if outcome == CommandOutcome(Command.REMINDERS):
            waiting = await in_thread(waiting_for, self._turn.row)
            return replace(self._left(reminders.reminder_list(waiting, self._scene())), outcome=outcome)
        if not self._knows(outcome):
            return self._left(choices.stale(self._scene()))
        self._person = remembered_after(outcome, self._person, now=self._now)
        if isinstance(outcome, LanguageChosen) and outcome.locale is not None:
            self._heard = Heard(outcome.locale)
        reply = compose(outcome, self._scene())
        return replace(self._left(reply), outcome=outcome, forget=outcome == CommandOutcome(Command.FORGET))

    def _verdict(self, article: str, *, is_helpful: bool) -> TurnRecord:
        if article not in self._scene().knowledge.articles:
            return self._left(choices.stale(self._scene()))
        left = self._left(talk.feedback(self._scene(), is_helpful=is_helpful))
        return replace(left, verdict=Verdict(article, is_helpful))

    def _not_text(self, way: NotTextRoute, inbound: Inbound) -> Reply:
        if way.kind is Kind.LOCATION and inbound.point is not None:
            return places.nearest(inbound.point, self._scene())
        return talk.not_text(way.kind, self._scene())

    def _knows(self, outcome: Outcome) -> bool:
        return is_about_known(outcome, frozenset(self._scene().knowledge.articles))

    def _left(self, reply: Reply) -> TurnRecord:
        return TurnRecord(reply=reply, person=self._person, locale=self._heard.locale, kept=self._form.kept)

    def _scene(self) -> Scene:
        return Scene(
            knowledge=self._active or NoKnowledge(),
            locale=self._heard.locale,
            today=day_in_prague(self._now),
            now=self._now,
            status=self._person.status,
            status_declined=self._person.status_declined,
            district=self._person.district,
            article=self._person.article,
            urgency=self._person.recent_urgency(self._now),
            retention_days=self._needs.retention_days,
        )
