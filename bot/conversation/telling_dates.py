"""Dates that people tell: what they mean and what is counted from them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from bot.conversation.outcomes import AnchoredDay, Clarification, DateQuestion, DeadlineWindow
from knowledge.articles import Article
from knowledge.deadlines import rules_for
from knowledge.questions import Close, Decision, Found, Hit, Question
from nlu.anchor_kinds import Anchor
from nlu.anchors import Mention, find_anchors, yearless_of
from nlu.dates import ToldDate, read_dates
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

Dated = DeadlineWindow | DateQuestion

_WORTH_COUNTING = 0.03
_LIKELY = 0.3
_BEYOND_DOUBT = 0.95
"""Probabilities of search: to be one of several; together, where all count alike; of one where others count otherwise.
Chosen by looking at sixteen messages of our own."""
_MOST_ARTICLES = 3
_WORDS_BESIDE_A_BARE_DATE = 3
_WORDS_OF_A_REPLY = 15
_MOST_READINGS = 6
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


class Knowledge(Protocol):
    """The part of `knowledge.base.KnowledgeBase` that is needed here."""

    @property
    def articles(self) -> Mapping[str, Article]:
        """All articles by id."""

    def search(self, question: Question) -> tuple[Hit, ...]:
        """Articles that may answer, best first."""

    def decide(self, question: Question, hits: Sequence[Hit]) -> Decision:
        """One article, a choice, or nothing."""


def anchors_of(article: Article, status: ResidenceStatus | None) -> tuple[Anchor, ...]:
    """The days that the article counts from for this status and that the person must tell, in the article's order."""
    return tuple(dict.fromkeys(rule.anchor for rule in rules_for(article, status) if rule.fixed_date is None))


def ask_for_date(article: Article, status: ResidenceStatus | None) -> Dated | None:
    """What to say to someone who wants their own dates; None where nothing is counted for them."""
    fixed = next((rule for rule in rules_for(article, status) if rule.fixed_date is not None), None)
    if fixed is not None and fixed.fixed_date is not None:
        return DeadlineWindow(article.id, fixed.anchor, fixed.fixed_date)
    anchors = anchors_of(article, status)
    return DateQuestion(article.id, anchors[0] if len(anchors) == 1 else None) if anchors else None


def told_in_reply(
    text: str, article: Article, awaited: Anchor | None, *, status: ResidenceStatus | None, today: date, locale: Locale
) -> Dated | None:
    """Read a message as a date for this article: a reply to the question for it, or a date and hardly a word more.

    None where it is something else.
    """
    known = anchors_of(article, status)
    if awaited is not None and awaited in known:
        return _reply(text, article, awaited, today, locale)
    mentioned = tuple(mention.anchor for mention in find_anchors(text))
    anchors = tuple(anchor for anchor in known if anchor in mentioned) if mentioned else known
    readings = []
    for anchor in anchors:
        told = read_dates(text, today, yearless_of(anchor), locale=locale)
        if len(told) != 1 or _words_beside(text, told) > _WORDS_BESIDE_A_BARE_DATE:
            return None
        readings += [AnchoredDay(anchor, day) for day in told[0].readings]
    return _outcome(article, readings)


def told_in_words(question: Question, knowledge: Knowledge, today: date) -> Dated | Clarification | None:
    """Find a date in a message that says what it is the date of ("my card expires on 14 March").

    Where the articles that may be meant count differently, the person is asked: a wrong deadline costs a permit. None
    where no date is told, or where no article that fits counts from it.
    """
    mentions = find_anchors(question.text) if _DIGIT.search(question.text) else ()
    if not mentions:
        return None
    hits = knowledge.search(question)
    decision = knowledge.decide(question, hits)
    articles = knowledge.articles
    current = articles.get(question.article or "")
    is_sure = isinstance(decision, Found)
    if isinstance(decision, Found):
        if not _counts_for_anybody(articles.get(decision.article), mentions):
            # They ask about something else and mention the date beside it.
            return None
    elif current is not None and _counted(current, question, mentions):
        return _outcome(current, _readings(current, question, mentions, today))
    kept = [(articles[hit.article], hit.p) for hit in hits if hit.p >= _WORTH_COUNTING and hit.article in articles]
    kept = [(article, p) for article, p in kept if _counted(article, question, mentions)]
    if _is_clear(kept, question, mentions, is_sure=is_sure):
        return _outcome(kept[0][0], _readings(kept[0][0], question, mentions, today))
    return _choice([article for article, _ in kept], decision, question, mentions, today)


def _is_clear(
    kept: list[tuple[Article, float]], question: Question, mentions: tuple[Mention, ...], *, is_sure: bool
) -> bool:
    """Whether the best article can be counted by without asking: no doubt about it, or all would count alike.

    `is_sure`: search is sure of an article on such a day, if perhaps of one for people with another status.
    """
    rules = {_rules(article, question, mentions) for article, _ in kept}
    is_alike = len(rules) == 1 and (is_sure or sum(p for _, p in kept) >= _LIKELY)
    return is_alike or any(p >= _BEYOND_DOUBT for _, p in kept[:1])


def _choice(
    kept: list[Article], decision: Decision, question: Question, mentions: tuple[Mention, ...], today: date
) -> Clarification | None:
    counted = [
        DeadlineWindow(article.id, reading.anchor, reading.day)
        for article in kept[:_MOST_ARTICLES]
        for reading in _readings(article, question, mentions, today)
    ]
    shown = {window.article for window in counted}
    others = decision.articles if isinstance(decision, Close) else ()
    left = tuple(one for one in others if one not in shown)[: max(0, _MOST_ARTICLES - len(shown))]
    return Clarification(left, tuple(counted[:_MOST_READINGS])) if counted else None


def _counted(article: Article | None, question: Question, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions that the article counts from for this person."""
    if article is None or (article.applies_to and question.status and question.status not in article.applies_to):
        return ()
    known = anchors_of(article, question.status)
    return tuple(mention for mention in mentions if mention.anchor in known)


def _counts_for_anybody(article: Article | None, mentions: tuple[Mention, ...]) -> bool:
    anchors = {mention.anchor for mention in mentions}
    return article is not None and any(rule.anchor in anchors for rule in article.deadlines)


def _rules(article: Article, question: Question, mentions: tuple[Mention, ...]) -> frozenset[object]:
    """How the article counts, to be compared with others."""
    anchors = {mention.anchor for mention in mentions}
    return frozenset(
        (rule.anchor, rule.earliest, rule.latest, rule.counting)
        for rule in rules_for(article, question.status)
        if rule.anchor in anchors
    )


def _reply(text: str, article: Article, awaited: Anchor, today: date, locale: Locale) -> Dated | None:
    told = read_dates(text, today, yearless_of(awaited), locale=locale, with_relative=True)
    if len(_WORD.findall(text)) > _WORDS_OF_A_REPLY:
        return None
    if told:
        return _outcome(article, [AnchoredDay(awaited, day) for one in told for day in one.readings])
    is_attempt = _DIGIT.search(text) is not None and len(_WORD.findall(text)) <= _WORDS_BESIDE_A_BARE_DATE
    return DateQuestion(article.id, awaited, is_misread=True) if is_attempt else None


def _readings(article: Article, question: Question, mentions: tuple[Mention, ...], today: date) -> list[AnchoredDay]:
    """The readings of the date that stands nearest to what it is the date of."""
    pairs = [
        (_distance(mention, told), mention.anchor, told)
        for mention in _counted(article, question, mentions)
        for told in read_dates(question.text, today, yearless_of(mention.anchor), locale=question.locale)
    ]
    if not pairs:
        return []
    _, anchor, told = min(pairs, key=lambda pair: pair[0])
    return [AnchoredDay(anchor, day) for day in told.readings]


def _distance(mention: Mention, told: ToldDate) -> int:
    return max(told.start - mention.end, mention.start - told.end, 0)


def _words_beside(text: str, told: tuple[ToldDate, ...]) -> int:
    inside = sum(len(_WORD.findall(text[one.start : one.end])) for one in told)
    return len(_WORD.findall(text)) - inside


def _outcome(article: Article, readings: list[AnchoredDay]) -> Dated | None:
    if not readings:
        return None
    if len(readings) == 1:
        return DeadlineWindow(article.id, readings[0].anchor, readings[0].day)
    anchors = {reading.anchor for reading in readings}
    return DateQuestion(article.id, anchors.pop() if len(anchors) == 1 else None, tuple(readings[:_MOST_READINGS]))
