"""The actions that rules name. Each says what was understood; what to do about it is decided in `bot.conversation`."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import Restarted
from rasa_sdk.executor import CollectingDispatcher

from actions.knowledge_at_hand import knowledge
from actions.tracked import chosen_article, events_of, understood, wire_of
from bot.conversation.outcomes import Command, CommandOutcome, Outcome, Unknown
from bot.conversation.proposing import Understood, propose, show


def _tell(dispatcher: CollectingDispatcher, tracker: Tracker, asked: Understood, outcome: Outcome) -> list[dict[str, Any]]:
    events = events_of(outcome, asked)
    dispatcher.utter_message(json_message=wire_of(outcome, events, tracker))
    return events


class ActionAnswer(Action):
    """Search for what was asked."""

    def name(self) -> str:
        """As rules name it."""
        return "action_answer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Propose an outcome."""
        asked = understood(tracker)
        return _tell(dispatcher, tracker, asked, propose(asked, knowledge()).outcome)


class ActionFollowUp(ActionAnswer):
    """One part of the article being talked about."""

    def name(self) -> str:
        """As rules name it."""
        return "action_follow_up"


class ActionEscalate(ActionAnswer):
    """The person wishes for a human."""

    def name(self) -> str:
        """As rules name it."""
        return "action_escalate"


class ActionSmallTalk(ActionAnswer):
    """A word back."""

    def name(self) -> str:
        """As rules name it."""
        return "action_small_talk"


class ActionSetStatus(ActionAnswer):
    """The person says how they stay here, or that they would rather not say."""

    def name(self) -> str:
        """As rules name it."""
        return "action_set_status"


class ActionLanguage(ActionAnswer):
    """The person wants another language."""

    def name(self) -> str:
        """As rules name it."""
        return "action_language"


class ActionWhatIsKept(ActionAnswer):
    """The person asks what is kept of them."""

    def name(self) -> str:
        """As rules name it."""
        return "action_what_is_kept"


class ActionChooseArticle(Action):
    """A button names an article."""

    def name(self) -> str:
        """As rules name it."""
        return "action_choose_article"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Show it, if there is one of that name."""
        asked = understood(tracker)
        article, known = chosen_article(tracker), knowledge()
        outcome = show(article, asked, known) if article in known.articles and article is not None else Unknown()
        return _tell(dispatcher, tracker, asked, outcome)


class ActionForget(Action):
    """Erase this conversation: the tracker store keeps nothing from before a restart."""

    def name(self) -> str:
        """As rules name it."""
        return "action_forget"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Tell the gateway to forget the person, and forget them here."""
        _tell(dispatcher, tracker, understood(tracker), CommandOutcome(Command.FORGET))
        return [Restarted()]
