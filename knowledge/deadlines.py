"""From a rule and a date that a person knows to the days on which something must be done. Pure.

How time limits are counted: the day from which they run is not counted; months end on the day of the same number, or
on the month's last where there is none; a limit that would end on a day off ends on the next working day (500/2004 Sb.,
§ 40; 89/2012 Sb., §§ 605 to 608). Whether the last rule helps with every limit is not certain, above all where a permit
expires: so the earlier day is what we show, and the later one only as something not to rely on.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from knowledge.articles import Counting
from knowledge.czech_days import is_working_day, working_day_after, working_day_from, working_day_until

if TYPE_CHECKING:
    from knowledge.articles import Article, DeadlineRule
    from nlu.anchor_kinds import Anchor
    from nlu.statuses import ResidenceStatus

_LAST_DAYS = timedelta(days=14)
_MONTHS = 12


class State(Enum):
    """How a window lies to a day."""

    TOO_EARLY = "too_early"
    OPEN = "open"
    LAST_DAYS = "last_days"
    MAYBE_LATE = "maybe_late"
    """The last day was a day off and is over; the next working day, which may still count, is not."""
    LATE = "late"


class Step(Enum):
    """When a reminder comes: as the window opens, or so long before its last day."""

    OPENS = "opens"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


_BEFORE_THE_END = {Step.MONTH: timedelta(days=30), Step.WEEK: timedelta(days=7), Step.DAY: timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last day; None where there is no such bound.

    Raises:
        ValueError: It would end before it begins, or has no bound at all.
    """

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if self.earliest is None and self.latest is None:
            raise ValueError("a window without bounds")
        if self.earliest is not None and self.latest is not None and self.latest < self.earliest:
            raise ValueError("a window that ends before it begins")

    @property
    def ends_on_day_off(self) -> bool:
        """Whether offices are closed on the last day."""
        return self.latest is not None and not is_working_day(self.latest)

    @property
    def last_open_day(self) -> date | None:
        """The last day on which an office can be open: what to plan for."""
        if self.latest is None:
            return None
        day = working_day_until(self.latest)
        return self.latest if self.earliest is not None and day < self.earliest else day

    @property
    def next_working_day(self) -> date | None:
        """Where the last day is a day off: the working day after it, which may still count."""
        return working_day_from(self.latest) if self.latest is not None and self.ends_on_day_off else None

    def state(self, today: date) -> State:
        """How it lies to this day in Prague."""
        if self.earliest is not None and today < self.earliest:
            return State.TOO_EARLY
        if self.latest is None or self.last_open_day is None:
            return State.OPEN
        if today > self.latest:
            after = self.next_working_day
            return State.MAYBE_LATE if after is not None and today <= after else State.LATE
        return State.LAST_DAYS if today > self.last_open_day - _LAST_DAYS else State.OPEN


def window_of(rule: DeadlineRule, anchor: date) -> Window:
    """The days on which the rule wants something done, for this day of the person's.

    Raises:
        OverflowError: The calendar ends before the window does.
    """

    def bound(count: int | None) -> date | None:
        return None if count is None else _counted(anchor, count, rule.counting)

    return Window(bound(rule.earliest), bound(rule.latest))


def rules_for(article: Article, status: ResidenceStatus | None, anchor: Anchor | None = None) -> list[DeadlineRule]:
    """The article's rules that concern this status (all while it is not known), counted from this anchor if given."""
    return [
        rule
        for rule in article.deadlines
        if (anchor is None or rule.anchor is anchor)
        and (status is None or not rule.applies_to or status in rule.applies_to)
    ]


def reminders(window: Window, *, after: date) -> dict[Step, date]:
    """The days still to come on which a reminder makes sense, in order.

    They are counted from the last day on which an office can be open. None falls before the window opens, none on a day
    that is over or is today.
    """
    days = {Step.OPENS: window.earliest} if window.earliest is not None else {}
    end = window.last_open_day
    if end is not None:
        days |= {step: end - before for step, before in _BEFORE_THE_END.items()}
    first = window.earliest or date.min
    to_come = {step: day for step, day in days.items() if day > after and day >= first}
    return {step: day for step, day in sorted(to_come.items(), key=lambda pair: pair[1]) if _is_only(step, to_come)}


def _is_only(step: Step, days: dict[Step, date]) -> bool:
    # Two on one day would be one too many; the more pressing one stays.
    order = list(Step)
    return not any(days[other] == days[step] for other in order[order.index(step) + 1 :] if other in days)


def _counted(anchor: date, count: int, counting: Counting) -> date:
    if counting is Counting.WORKING:
        return working_day_after(anchor, count)
    if counting is Counting.MONTHS:
        return _months_after(anchor, count)
    return anchor + timedelta(days=count)


def _months_after(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, _MONTHS)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("a year that the calendar does not have")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
