"""Dialogue acts: what a person does with a message. Which article answers is retrieval's job, not theirs."""

from __future__ import annotations

from enum import Enum


class DialogueAct(str, Enum):
    """Rasa's intents carry exactly these names; `nlu/data/` holds their examples in five languages."""

    ASK = "ask"
    HOW_MUCH = "how_much"
    WHICH_DEADLINE = "which_deadline"
    WHICH_DOCUMENTS = "which_documents"
    WHAT_STEPS = "what_steps"
    WHERE_HELP = "where_help"
    SHOW_IN_CZECH = "show_in_czech"
    SET_STATUS = "set_status"
    DECLINE_STATUS = "decline_status"
    WANT_HUMAN = "want_human"
    WANT_INTERPRETER = "want_interpreter"
    WANT_LAWYER = "want_lawyer"
    WANT_APPOINTMENT = "want_appointment"
    CHANGE_LANGUAGE = "change_language"
    FORGET_ME = "forget_me"
    WHAT_IS_KEPT = "what_is_kept"
    WHAT_ARE_YOU = "what_are_you"
    GREET = "greet"
    THANK = "thank"
    GOODBYE = "goodbye"
    SMALL_TALK = "small_talk"
    VENT = "vent"
    AFFIRM = "affirm"
    DENY = "deny"
    CANCEL = "cancel"

    @property
    def is_follow_up(self) -> bool:
        """Asks for one part of the article being talked about ("and how much does it cost?")."""
        return self in _FOLLOW_UPS

    @property
    def is_small_talk(self) -> bool:
        """Wants a word back, not an article."""
        return self in _SMALL_TALK

    @property
    def is_wish(self) -> bool:
        """Wants a human, an interpreter, a lawyer or an appointment."""
        return self in _WISHES


_FOLLOW_UPS = {
    DialogueAct.HOW_MUCH,
    DialogueAct.WHICH_DEADLINE,
    DialogueAct.WHICH_DOCUMENTS,
    DialogueAct.WHAT_STEPS,
    DialogueAct.WHERE_HELP,
    DialogueAct.SHOW_IN_CZECH,
}

_SMALL_TALK = {
    DialogueAct.GREET,
    DialogueAct.THANK,
    DialogueAct.GOODBYE,
    DialogueAct.SMALL_TALK,
    DialogueAct.VENT,
    DialogueAct.WHAT_ARE_YOU,
    DialogueAct.AFFIRM,
    DialogueAct.DENY,
    DialogueAct.CANCEL,
}

_WISHES = {
    DialogueAct.WANT_HUMAN,
    DialogueAct.WANT_INTERPRETER,
    DialogueAct.WANT_LAWYER,
    DialogueAct.WANT_APPOINTMENT,
}
