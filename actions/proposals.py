"""What Rasa calls: each action proposes one outcome. The gateway acts on it; nothing is remembered here but slots."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import Restarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.hearing import Heard, hear
from bot.conversation.outcome_wire import outcome_to_wire
from bot.conversation.outcomes import (
    Answer,
    Command,
    CommandOutcome,
    LanguageChosen,
    Outcome,
    StatusNoted,
)
from bot.conversation.proposing import Mentioned, propose, propose_article, told
from knowledge.base import ActiveKnowledge, KnowledgeBase
from knowledge.czech_days import day_in_prague
from knowledge.errors import KnowledgeError
from nlu.acts import DialogueAct

Events = list[dict[str, Any]]


class ActiveSnapshot:
    """The knowledge this process answers from: opened at the first question, or given by whoever has it open."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._current: Callable[[], KnowledgeBase] | None = None

    def current(self) -> KnowledgeBase:
        """The snapshot that is active now."""
        with self._lock:
            if self._current is None:
                self._current = ActiveKnowledge().current
        return self._current()

    def warm_up(self) -> None:
        """Read the snapshot and encode something, so that the next question finds everything ready."""
        # Without a snapshot yet the first question says so, as any later one would.
        with suppress(KnowledgeError):
            self.current().vector("")

    def use(self, current: Callable[[], KnowledgeBase]) -> None:
        """Answer from this one from now on."""
        with self._lock:
            self._current = current


active_snapshot = ActiveSnapshot()


class _Proposing(Action, ABC):
    """Hears, proposes, tells. Rasa does not register it, for it is abstract."""

    @abstractmethod
    def name(self) -> str:
        """As domain.yml calls it."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Propose an outcome for the latest message."""
        del domain
        knowledge = active_snapshot.current()
        heard = hear(tracker.latest_message, tracker.slots, knowledge.languages, encoder=knowledge.encoder_name)
        outcome = self.propose(heard, knowledge)
        slots = slots_after(heard, outcome)
        dispatcher.utter_message(json_message={"outcome": outcome_to_wire(outcome), "slots": slots})
        return [SlotSet(name, value) for name, value in slots.items()]

    def propose(self, heard: Heard, knowledge: KnowledgeBase) -> Outcome:
        """By the dialogue act that Rasa recognised."""
        return propose(
            heard.act or DialogueAct.ASK,
            heard.question,
            knowledge,
            act_p=heard.act_p,
            mentioned=heard.mentioned,
            status_asked=heard.status_asked,
            today=_today(),
        )


def _today() -> date:
    return day_in_prague(datetime.now(timezone.utc))


def slots_after(heard: Heard, outcome: Outcome) -> dict[str, Any]:
    """What Rasa and the gateway know after the outcome."""
    after = told(heard.question, outcome)
    locale = outcome.locale if isinstance(outcome, LanguageChosen) and outcome.locale else after.locale
    asked = (
        heard.status_asked or isinstance(outcome, StatusNoted) or (isinstance(outcome, Answer) and outcome.ask_status)
    )
    return {
        "locale": locale.value,
        "status": after.status.value if after.status else None,
        "district": after.district,
        "article": after.article,
        "status_asked": asked,
    }


class ActionAnswer(_Proposing):
    """Looks for the article that answers."""

    def __init__(self) -> None:
        super().__init__()
        # Rasa makes each action once, when it starts: the first person must not wait for the snapshot to be read.
        threading.Thread(target=active_snapshot.warm_up, name="warm-up", daemon=True).start()

    def name(self) -> str:
        """As domain.yml calls it."""
        return "action_answer"


class ActionFollowUp(_Proposing):
    """Shows one more part of the article being talked about."""

    def name(self) -> str:
        """As domain.yml calls it."""
        return "action_follow_up"


class ActionChooseArticle(_Proposing):
    """Shows the article that was tapped."""

    def name(self) -> str:
        """As domain.yml calls it."""
        return "action_choose_article"

    def propose(self, heard: Heard, knowledge: KnowledgeBase) -> Outcome:
        """Without looking at the act."""
        return propose_article(
            heard.mentioned.article or "", heard.question, knowledge, status_asked=heard.status_asked
        )


class ActionSetStatus(_Proposing):
    """Notes how the person stays here, or that they would rather not say."""

    def name(self) -> str:
        """As domain.yml calls it."""
        return "action_set_status"

    def propose(self, heard: Heard, knowledge: KnowledgeBase) -> Outcome:
        """Without looking at the act."""
        return StatusNoted(None, heard.question.article) if heard.declined else super().propose(heard, knowledge)


class ActionEscalate(_Proposing):
    """Passes on the wish for a human, an interpreter, a lawyer, an appointment."""

    def name(self) -> str:
        """As domain.yml calls it."""
        return "action_escalate"


class ActionSmallTalk(_Proposing):
    """A word back."""

    def name(self) -> str:
        """As domain.yml calls it."""
        return "action_small_talk"


class ActionLanguage(_Proposing):
    """Another language from now on."""

    def name(self) -> str:
        """As domain.yml calls it."""
        return "action_language"


class ActionPrivacy(_Proposing):
    """What is kept of a person."""

    def name(self) -> str:
        """As domain.yml calls it."""
        return "action_privacy"


class ActionForget(Action):
    """Proposes to erase, and has Rasa forget everything at once."""

    def name(self) -> str:
        """As domain.yml calls it."""
        return "action_forget"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Restart: the tracker store keeps nothing from before."""
        del tracker, domain
        outcome = outcome_to_wire(CommandOutcome(Command.FORGET))
        dispatcher.utter_message(json_message={"outcome": outcome, "slots": {}})
        return [Restarted()]


class ActionFallback(_Proposing):
    """Where no rule fits, the message is a question."""

    def name(self) -> str:
        """As domain.yml calls it."""
        return "action_fallback"

    def propose(self, heard: Heard, knowledge: KnowledgeBase) -> Outcome:
        """Without looking at the act."""
        return propose(
            DialogueAct.ASK,
            heard.question,
            knowledge,
            mentioned=Mentioned(is_district_alone=heard.mentioned.is_district_alone),
            status_asked=heard.status_asked,
            today=_today(),
        )
