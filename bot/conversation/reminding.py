"""What a person wants to be reminded of, as values, and what taps on dated buttons mean. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timezone

from bot.conversation.buttons import Press, Pressed
from bot.conversation.dated_buttons import read_dated
from bot.conversation.outcomes import DateQuestion, DeadlineWindow
from bot.conversation.telling_dates import ask_for_date
from knowledge.articles import Article, DeadlineRule
from knowledge.czech_days import PRAGUE
from knowledge.deadlines import Step, reminders, window_of
from nlu.anchor_kinds import Anchor
from nlu.statuses import ResidenceStatus

_MORNING = time(9)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit of one person: the rule of an article, counted from a day of theirs."""

    article: str
    rule: str
    day: date


@dataclass(frozen=True, slots=True)
class Remind:
    """The person wants reminders of this; `steps` are still to come, in order; none where it is too late for any."""

    of: Deadline
    steps: Mapping[Step, date]


@dataclass(frozen=True, slots=True)
class StopReminding:
    """The person wants no more reminders of this; None: of anything."""

    of: Deadline | None


DatedPress = DeadlineWindow | DateQuestion | Remind | StopReminding


def rule_of(article: Article | None, rule: str) -> DeadlineRule | None:
    """The article's rule by its id; None where it is gone."""
    return next((one for one in article.deadlines if one.id == rule), None) if article is not None else None


def morning_of(day: date) -> datetime:
    """When a reminder goes out on this day: nine in the morning in Prague, in UTC."""
    return datetime.combine(day, _MORNING, PRAGUE).astimezone(timezone.utc)


def read_dated_press(  # noqa: PLR0911 - one return for each kind of button
    pressed: Pressed, articles: Mapping[str, Article], status: ResidenceStatus | None, today: date
) -> DatedPress | None:
    """What a tap on a button about dates leads to; None where it makes no sense any more."""
    if pressed.press is Press.DATES:
        article = articles.get(pressed.of)
        return ask_for_date(article, status) if article is not None else None
    if pressed.press is Press.STOP and not pressed.of:
        return StopReminding(None)
    dated = read_dated(pressed.of, articles)
    if dated is None:
        return None
    article = articles[dated.article]
    if pressed.press in (Press.ANCHOR, Press.WHEN):
        anchor = next((rule.anchor for rule in article.deadlines if rule.anchor.value == dated.name), None)
        if anchor is None:
            return None
        return _counted(article, anchor, dated.day) if dated.day else DateQuestion(article.id, anchor)
    if dated.day is None:
        return None
    deadline = Deadline(article.id, dated.name, dated.day)
    return StopReminding(deadline) if pressed.press is Press.STOP else remind(article, deadline, today)


def remind(article: Article, deadline: Deadline, today: date) -> Remind | None:
    """Reminders of this deadline from tomorrow on; None where its rule is gone."""
    rule = rule_of(article, deadline.rule)
    if rule is None:
        return None
    try:
        steps = reminders(window_of(rule, deadline.day), after=today)
    except OverflowError:
        return None
    return Remind(deadline, steps)


def _counted(article: Article, anchor: Anchor, day: date) -> DeadlineWindow | None:
    try:
        for rule in article.deadlines:
            window_of(rule, day)
    except OverflowError:
        # Only a made-up button carries such a year.
        return None
    return DeadlineWindow(article.id, anchor, day)
