"""What to do with a message once its dialogue act is known. Rasa's actions and `pruvodce ask` both ask here. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from bot.conversation.outcomes import (
    AboutArticle,
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
from bot.conversation.telling_dates import told_in_words
from knowledge.articles import Article, Part
from knowledge.questions import Close, Decision, Found, Hit, Question
from nlu.acts import DialogueAct
from nlu.folding import fold
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

_LONG_ENOUGH_FOR_A_TOPIC = 4
"""Words from which a follow-up wording may name a subject of its own: "how much is the employee card"."""
_SURE_OF_A_NEW_TOPIC = 0.6
_UNSURE_OF_AN_ACT = 0.6
_SURE_OF_AN_ARTICLE = 0.9
"""A wish or a pleasantry less sure than the one yields to an article surer than the other: "do your lawyers also do
divorces", "whom do I ask, it is all too much"."""
_ELLIPSIS_WORDS = 8
_OPENERS = (
    "a co", "a kdyz", "co kdyz", "a pro", "a u", "plati to", "a jak", "a kdo", "and ", "what if", "what about",
    "does that", "does it", "а якщо", "а для", "а коли", "а як", "це стосується", "чи це", "а если", "а для", "а когда",
    "а как", "это касается", "а у", "con ", "the neu", "neu ", "the con", "vay ", "the thi",
)  # fmt: skip
"""How a question begins that goes on about the same subject, folded."""
_CONTINUES = frozenset({"a", "and", "but", "ale", "а", "і", "и", "та", "але", "но", "con", "the", "vay"})
_TITLE_WORDS = 3
_SPEAKS_OF_SELF = frozenset(
    ("mam", "jsem", "mame", "i", "i'm", "im", "have", "my", "маю", "мене", "я", "меня", "em", "toi", "co", "maju")
)  # fmt: skip
"""Words by which people say that something is theirs, folded."""
_POINTS_BACK = frozenset(
    ("to", "toto", "tohle", "it", "this", "that", "these", "це", "цього", "цим", "это", "этого", "этим", "nay", "eto")
)  # fmt: skip
"""Words for what was spoken of before, folded."""


class Knowledge(Protocol):
    """The part of `knowledge.base.KnowledgeBase` that proposing needs."""

    @property
    def articles(self) -> Mapping[str, Article]:
        """All articles by id."""

    def search(self, question: Question) -> tuple[Hit, ...]:
        """Articles that may answer, best first."""

    def decide(self, question: Question, hits: Sequence[Hit]) -> Decision:
        """One article, a choice, or nothing."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What the message itself says about the person's wishes; None where it says nothing.

    Attributes:
        names_district: It says where they are.
        is_district_alone: It says that and nothing else: they look for somebody there.
    """

    status: ResidenceStatus | None = None
    language: Locale | None = None
    article: str | None = None
    names_district: bool = False
    is_district_alone: bool = False


_NOTHING = Mentioned()


def propose(  # noqa: PLR0911 - one return for each kind of act
    act: DialogueAct,
    question: Question,
    knowledge: Knowledge,
    *,
    act_p: float = 1.0,
    mentioned: Mentioned = _NOTHING,
    status_asked: bool = False,
    today: date | None = None,
) -> Outcome:
    """Decide what to say or do.

    Args:
        act: What the person does by the message.
        act_p: How sure that is, in [0, 1].
        question: The message with what is known about the person, `article` being talked about included.
        knowledge: The active snapshot.
        mentioned: What stands in the message.
        status_asked: Whether they were already asked how they stay here.
        today: In Prague; None where dates in the message are not to be counted from.
    """
    is_unsure = act_p < _UNSURE_OF_AN_ACT
    if act in _FIXED:
        answer = _sure_answer(question, knowledge, status_asked=status_asked) if is_unsure and act.is_wish else None
        return answer or _FIXED[act]
    if mentioned.is_district_alone:
        if question.article is not None and question.article in knowledge.articles:
            return WhoHelps(question.article)
        return Escalation(HandoffKind.HUMAN)
    dated = None if today is None else told_in_words(question, knowledge, today)
    if dated is not None:
        return dated
    if act.is_small_talk:
        answer = _sure_answer(question, knowledge, status_asked=status_asked) if is_unsure else None
        return answer or SmallTalk(act)
    if act is DialogueAct.SET_STATUS and mentioned.status is not None and not is_bare_title(question):
        return StatusNoted(mentioned.status, question.article)
    if act is DialogueAct.DECLINE_STATUS:
        return StatusNoted(None, question.article)
    if act is DialogueAct.CHANGE_LANGUAGE:
        return LanguageChosen(mentioned.language, question.article)
    if act.is_follow_up:
        return _follow_up(act, question, knowledge, mentioned, status_asked=status_asked)
    return _search(question, knowledge, status_asked=status_asked)


def propose_article(article: str, question: Question, knowledge: Knowledge, *, status_asked: bool = False) -> Outcome:
    """The person chose this article; it may be gone since its button was shown."""
    return (
        _answer(article, question, knowledge, status_asked=status_asked) if article in knowledge.articles else Unknown()
    )


def _follow_up(
    act: DialogueAct, question: Question, knowledge: Knowledge, mentioned: Mentioned, *, status_asked: bool
) -> Outcome:
    current = question.article if question.article in knowledge.articles else None
    if current is None:
        outcome = _search(question, knowledge, status_asked=status_asked)
        # "Who helps me in Žižkov" asks for people near by, not for a choice of articles.
        is_lost = isinstance(outcome, Unknown) or (mentioned.names_district and isinstance(outcome, Clarification))
        return Escalation(HandoffKind.HUMAN) if is_lost and act is DialogueAct.WHERE_HELP else outcome
    if names_a_subject(question.text):
        decision = knowledge.decide(question, knowledge.search(question))
        is_new = isinstance(decision, Found) and decision.article != current and decision.p >= _SURE_OF_A_NEW_TOPIC
        if isinstance(decision, Found) and is_new:
            return _answer(decision.article, question, knowledge, status_asked=status_asked)
    if act is DialogueAct.WHERE_HELP:
        return WhoHelps(current)
    if act is DialogueAct.SHOW_IN_CZECH:
        return PhraseCard(current)
    part = _PARTS[act]
    version = knowledge.articles[current].versions.get(question.locale)
    if version is not None and version.section(part, question.status) is None:
        # Without a section of its own the figure stands in the short answer.
        return Answer(current)
    return ArticlePart(current, part)


def _sure_answer(question: Question, knowledge: Knowledge, *, status_asked: bool) -> Answer | None:
    decision = knowledge.decide(question, knowledge.search(question))
    if isinstance(decision, Found) and decision.p >= _SURE_OF_AN_ARTICLE:
        return _answer(decision.article, question, knowledge, status_asked=status_asked)
    return None


def _search(question: Question, knowledge: Knowledge, *, status_asked: bool) -> Outcome:
    decision = knowledge.decide(question, knowledge.search(question))
    if isinstance(decision, Found):
        return _answer(decision.article, question, knowledge, status_asked=status_asked)
    if question.article in knowledge.articles and question.article is not None and is_elliptical(question.text):
        return _answer(question.article, question, knowledge, status_asked=status_asked)
    return Clarification(decision.articles) if isinstance(decision, Close) else Unknown()


def _answer(article: str, question: Question, knowledge: Knowledge, *, status_asked: bool) -> Answer:
    return Answer(article, ask_status=_should_ask(knowledge.articles[article], question, status_asked=status_asked))


def _should_ask(article: Article, question: Question, *, status_asked: bool) -> bool:
    if question.status is not None or status_asked:
        return False
    order = (question.locale, *question.locale.fallbacks, *article.versions)
    version = next((article.versions[locale] for locale in order if locale in article.versions), None)
    return version is not None and bool(version.statuses_that_differ)


def names_a_subject(text: str) -> bool:
    """Whether a wording such as "how much is the employee card" says of what; "and how much is it" does not."""
    words = fold(text).replace("?", " ").replace(",", " ").split()
    return (
        len(words) >= _LONG_ENOUGH_FOR_A_TOPIC and words[0] not in _CONTINUES and not _POINTS_BACK.intersection(words)
    )


def is_bare_title(question: Question) -> bool:
    """Whether a residence title stands alone where nothing was talked about: a subject to look up, not a confession."""
    words = fold(question.text).replace("?", " ").split()
    return question.article is None and len(words) <= _TITLE_WORDS and not _SPEAKS_OF_SELF.intersection(words)


def is_elliptical(text: str) -> bool:
    """Whether a question goes on about the subject before it: short, and begins as such questions do."""
    folded = fold(text)
    return len(folded.split()) <= _ELLIPSIS_WORDS and f"{folded} ".startswith(_OPENERS)


def told(question: Question, outcome: Outcome) -> Question:
    """What is known after the outcome: the status that was noted, the article being talked about."""
    if isinstance(outcome, StatusNoted):
        return replace(question, status=outcome.status)
    if isinstance(outcome, AboutArticle):
        return replace(question, article=outcome.article)
    return question


_FIXED: dict[DialogueAct, Outcome] = {
    DialogueAct.WANT_HUMAN: Escalation(HandoffKind.HUMAN),
    DialogueAct.WANT_INTERPRETER: Escalation(HandoffKind.INTERPRETER),
    DialogueAct.WANT_LAWYER: Escalation(HandoffKind.LAWYER),
    DialogueAct.WANT_APPOINTMENT: Escalation(HandoffKind.APPOINTMENT),
    DialogueAct.FORGET_ME: CommandOutcome(Command.FORGET),
    DialogueAct.WHAT_IS_KEPT: CommandOutcome(Command.PRIVACY),
}
_PARTS = {
    DialogueAct.HOW_MUCH: Part.COSTS,
    DialogueAct.WHICH_DEADLINE: Part.DEADLINES,
    DialogueAct.WHICH_DOCUMENTS: Part.BRING,
    DialogueAct.WHAT_STEPS: Part.STEPS,
}
