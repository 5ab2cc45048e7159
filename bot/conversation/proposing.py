"""What to do about a message that is neither a command, a tap nor an emergency. Pure.

Rasa's actions and `pruvodce ask` both call `propose`, so that a first message gets the same decision in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from bot.conversation.outcomes import (
    Answer,
    ArticlePart,
    Clarification,
    Command,
    CommandOutcome,
    Escalation,
    HandoffKind,
    LanguageChosen,
    Outcome,
    PhraseCard,
    SmallTalk,
    StatusNoted,
    Unknown,
    WhoHelps,
)
from knowledge.articles import Article, Part
from knowledge.questions import Close, Decision, Found, Hit, Question
from nlu.acts import DialogueAct
from nlu.follow_ups import is_elliptical
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

_HANDOFFS = {
    DialogueAct.WANT_HUMAN: HandoffKind.HUMAN,
    DialogueAct.WANT_INTERPRETER: HandoffKind.INTERPRETER,
    DialogueAct.WANT_LAWYER: HandoffKind.LAWYER,
    DialogueAct.WANT_APPOINTMENT: HandoffKind.APPOINTMENT,
}
_PARTS = {
    DialogueAct.HOW_MUCH: Part.COSTS,
    DialogueAct.WHICH_DEADLINE: Part.DEADLINES,
    DialogueAct.WHICH_DOCUMENTS: Part.BRING,
    DialogueAct.WHAT_STEPS: Part.STEPS,
}
_FEW_WORDS = 5
"""A greeting or a thank-you is short; more words may hold a question."""


class Knowledge(Protocol):
    """The part of `knowledge.base.KnowledgeBase` that proposals are made from."""

    @property
    def articles(self) -> Mapping[str, Article]:
        """By id."""

    def search(self, question: Question) -> tuple[Hit, ...]:
        """At most ten, best first, calibrated."""

    def decide(self, hits: tuple[Hit, ...]) -> Decision:
        """One article, a few, or nothing."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A message as it was understood.

    Attributes:
        question: Its text, with what is known of the person.
        told_status: The residence status it names; None where it names none.
        told_locale: The language it names; None where it names none.
        status_known_unwilling: They were asked for their status and did not say; it is not asked again.
    """

    act: DialogueAct
    question: Question
    told_status: ResidenceStatus | None = None
    told_locale: Locale | None = None
    status_known_unwilling: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to do, and the hits it rests on; no hits where search was not asked."""

    outcome: Outcome
    hits: tuple[Hit, ...] = ()


def propose(understood: Understood, knowledge: Knowledge) -> Proposal:
    """Decide what to do about a message."""
    act, question = understood.act, understood.question
    if act in _HANDOFFS:
        return Proposal(Escalation(_HANDOFFS[act]))
    if act is DialogueAct.SET_STATUS and understood.told_status is not None:
        return Proposal(StatusNoted(understood.told_status, question.article))
    if act is DialogueAct.DECLINE_STATUS:
        return Proposal(StatusNoted(None, question.article))
    if act is DialogueAct.CHANGE_LANGUAGE:
        return Proposal(LanguageChosen(understood.told_locale, question.article if understood.told_locale else None))
    if act is DialogueAct.FORGET_ME:
        return Proposal(CommandOutcome(Command.FORGET))
    if act is DialogueAct.WHAT_IS_KEPT:
        return Proposal(CommandOutcome(Command.PRIVACY))
    if act.is_small_talk:
        return _small_talk(understood, knowledge)
    if act.is_follow_up and question.article in knowledge.articles:
        return _follow_up(understood, knowledge)
    return _search(understood, knowledge)


def show(article: str, understood: Understood, knowledge: Knowledge) -> Answer:
    """The article as an answer; asks for the status where the short answer differs and theirs is not known."""
    version = knowledge.articles[article].versions.get(understood.question.locale)
    differs = version is not None and bool(version.statuses_that_differ)
    is_open = understood.question.status is None and not understood.status_known_unwilling
    return Answer(article, ask_status=differs and is_open)


def _small_talk(understood: Understood, knowledge: Knowledge) -> Proposal:
    if len(understood.question.text.split()) <= _FEW_WORDS:
        return Proposal(SmallTalk(understood.act))
    hits = knowledge.search(understood.question)
    decision = knowledge.decide(hits)
    if isinstance(decision, Found):
        return Proposal(show(decision.article, understood, knowledge), hits)
    return Proposal(SmallTalk(understood.act), hits)


def _follow_up(understood: Understood, knowledge: Knowledge) -> Proposal:
    """A part of the current article, unless the message is clearly about another one."""
    question = understood.question
    hits = knowledge.search(question)
    decision = knowledge.decide(hits)
    is_new = isinstance(decision, Found) and decision.article != question.article
    if is_new and not is_elliptical(question.text) and len(question.text.split()) >= _FEW_WORDS:
        return Proposal(show(decision.article, understood, knowledge), hits)  # type: ignore[union-attr]
    return Proposal(_part(understood, knowledge), hits)


def _part(understood: Understood, knowledge: Knowledge) -> Outcome:
    question = understood.question
    current = question.article or ""
    if understood.act is DialogueAct.WHERE_HELP:
        return WhoHelps(current)
    if understood.act is DialogueAct.SHOW_IN_CZECH:
        return PhraseCard(current)
    part = _PARTS[understood.act]
    version = knowledge.articles[current].versions.get(question.locale)
    if version is None or version.section(part, question.status) is None:
        return show(current, understood, knowledge)
    return ArticlePart(current, part)


def _search(understood: Understood, knowledge: Knowledge) -> Proposal:
    question = understood.question
    hits = knowledge.search(question)
    decision = knowledge.decide(hits)
    leans = question.article in knowledge.articles and is_elliptical(question.text)
    if leans and not isinstance(decision, Found):
        told = replace(understood, question=replace(question, status=understood.told_status or question.status))
        return Proposal(show(question.article or "", told, knowledge), hits)
    if isinstance(decision, Found):
        return Proposal(show(decision.article, understood, knowledge), hits)
    if isinstance(decision, Close):
        return Proposal(Clarification(decision.articles), hits)
    return Proposal(Unknown(), hits)
