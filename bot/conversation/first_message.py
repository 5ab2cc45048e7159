"""The decision on a first message, without Rasa: the same functions in the same order as gateway, Rasa and actions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from bot.conversation.inbound import Inbound, Kind
from bot.conversation.outcomes import Command, CommandOutcome, Outcome, SmallTalk, Urgent
from bot.conversation.proposing import Knowledge, Mentioned, propose
from bot.conversation.routing import CommandRoute, EngineRoute, route
from knowledge.articles import Article
from knowledge.questions import Decision, Hit, Question
from nlu.act_classifier import ActClassifier
from nlu.acts import DialogueAct
from nlu.bare_district import MOST_WORDS, is_district_alone
from nlu.encoding import Vectors
from nlu.language import LanguageIdentifier
from nlu.locales import Locale
from nlu.marking import Entity
from nlu.statuses import ResidenceStatus
from nlu.urgency import UrgencyDetector

_PLACE = frozenset({"district"})
_NAMING = {
    DialogueAct.SET_STATUS: frozenset({"status", "district"}),
    DialogueAct.CHANGE_LANGUAGE: frozenset({"language", "district"}),
    DialogueAct.WHERE_HELP: _PLACE,
    DialogueAct.WANT_HUMAN: _PLACE,
    DialogueAct.WANT_INTERPRETER: _PLACE,
    DialogueAct.WANT_LAWYER: _PLACE,
    DialogueAct.WANT_APPOINTMENT: _PLACE,
}
"""Acts that say nothing, or something else, without what they name, and the kinds of entities that this is."""


class Mark(Protocol):
    """As `nlu.marking.EntityMarker.mark`."""

    def __call__(self, text: str, kinds: Collection[str] | None = None, /) -> Iterable[Entity]:
        """What the text names of these kinds."""


class FullKnowledge(Knowledge, Protocol):
    """The part of `knowledge.base.KnowledgeBase` that a first message needs."""

    @property
    def languages(self) -> LanguageIdentifier:
        """Knows languages."""

    @property
    def urgency(self) -> UrgencyDetector:
        """Knows danger."""

    @property
    def acts(self) -> ActClassifier:
        """Knows dialogue acts."""

    def vector(self, text: str) -> Vectors:
        """The text as a question, unit length."""


@dataclass(frozen=True, slots=True)
class Considered:
    """What was decided on a first message.

    Attributes:
        hits: Best first; empty where search was not asked.
        district: What they told before, or what the message names where it was looked at for that.
    """

    outcome: Outcome
    locale: Locale
    hits: tuple[Hit, ...] = ()
    district: str | None = None


def consider(
    text: str,
    knowledge: FullKnowledge,
    mark: Mark,
    *,
    chosen: Locale | None = None,
    status: ResidenceStatus | None = None,
    district: str | None = None,
    today: date | None = None,
) -> Considered:
    """Decide what the assistant would do about this as a first message.

    Args:
        text: As typed.
        knowledge: The active snapshot.
        mark: Finds what the message names; called only for acts that need it and for short messages, and only for the
            kinds that change the decision, since loading spaCy takes seconds.
        chosen: The language the person chose; None to identify it.
        status: What they told before; None for nothing.
        district: Such as `praha-3`.
        today: In Prague; None where dates in the message are not to be counted from.
    """
    locale = knowledge.languages.identify(text, chosen=chosen).locale
    way = route(Inbound(Kind.TEXT, text=text))
    if isinstance(way, CommandRoute):
        return Considered(CommandOutcome(way.command or Command.HELP), locale, district=district)
    if not isinstance(way, EngineRoute):
        return Considered(SmallTalk(DialogueAct.SMALL_TALK), locale, district=district)
    vector = knowledge.vector(way.text)
    danger = knowledge.urgency.detect(way.text, vector=vector)
    question = Question(way.text, locale, status=status, district=district, vector=vector)
    if danger is not None:
        return Considered(Urgent(danger), locale, knowledge.search(question), district)
    guess = knowledge.acts.classify(vector)
    kinds = _NAMING.get(guess.act, _PLACE if len(way.text.split()) <= MOST_WORDS else None)
    entities = () if kinds is None else tuple(mark(way.text, kinds))
    marked = {entity.kind: entity.value for entity in entities}
    districts = [(entity.start, entity.end) for entity in entities if entity.kind == "district"]
    mentioned = Mentioned(
        status=ResidenceStatus(marked["status"]) if "status" in marked else None,
        language=Locale.from_code(marked.get("language")),
        names_district=bool(districts),
        is_district_alone=is_district_alone(way.text, districts),
    )
    question = replace(question, district=marked.get("district", district))
    hits = knowledge.search(question)
    searched = _Searched(knowledge, question, hits)
    outcome = propose(guess.act, question, searched, act_p=guess.p, mentioned=mentioned, today=today)
    return Considered(outcome, locale, hits, question.district)


@dataclass(frozen=True, slots=True)
class _Searched:
    """Knowledge that has been asked one question already: the report needs its hits also where the decision did not."""

    knowledge: Knowledge
    question: Question
    hits: tuple[Hit, ...]

    @property
    def articles(self) -> Mapping[str, Article]:
        return self.knowledge.articles

    def search(self, question: Question) -> tuple[Hit, ...]:
        return self.hits if question is self.question else self.knowledge.search(question)

    def decide(self, question: Question, hits: Sequence[Hit]) -> Decision:
        return self.knowledge.decide(question, hits)
