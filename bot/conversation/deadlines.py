"""Deadlines in words: the days to keep, and the question for a date to count from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.answers import for_whom, further, headed, part_of, provenance
from bot.conversation.buttons import Press, button
from bot.conversation.choices import human_row
from bot.conversation.dated_buttons import Dated, write_dated
from bot.conversation.dates import show_date, show_day, show_long_date
from bot.conversation.markup import escape
from bot.conversation.outcomes import Clarification, DateQuestion, DeadlineWindow
from bot.conversation.reminding import Deadline, remind
from bot.conversation.replies import Button, Message, Reply
from bot.conversation.telling_dates import anchors_of
from knowledge.articles import Article, DeadlineRule, Part
from knowledge.deadlines import State, Window, rules_for, window_of

if TYPE_CHECKING:
    from datetime import date

    from bot.conversation.scene import Scene
    from nlu.anchor_kinds import Anchor

_EXAMPLE = (3, 14)


def window(outcome: DeadlineWindow, scene: Scene) -> Reply:
    """The days to keep for every rule that counts from this day, what happens when late, and a button to be reminded.

    What was taken for granted stands first, so that a misread date is seen.
    """
    article = scene.knowledge.articles[outcome.article]
    rules = rules_for(article, scene.status, outcome.anchor)
    if not rules:
        return part_of(article, Part.DEADLINES, scene)
    version = scene.version(article)
    lines = [f"<b>{escape(version.title)}</b>", told(outcome.anchor, show_day(outcome.day, scene.locale), scene)]
    late = version.section(Part.DEADLINES, scene.status)
    blocks = [
        "\n".join(lines),
        *(window_text(article, rule, outcome.day, scene) for rule in rules),
        headed(Part.DEADLINES, late, scene) if late is not None else "",
        for_whom(article, version, scene),
        *provenance(article, scene),
    ]
    some_late = any(is_late(rule, outcome.day, scene) for rule in rules)
    rows = [human_row(scene)] if some_late else []
    rows += _remind_rows(article, rules, outcome.day, scene)
    if rules[0].fixed_date is None:
        rows.append((button(Press.DATES, scene.texts.get("button.other_date"), article.id),))
    rows += further(article, version, scene, without=Press.DATES)
    return (Message("\n\n".join(block for block in blocks if block), tuple(rows)),)


def choices_of(outcome: Clarification, scene: Scene) -> tuple[tuple[Button, ...], ...]:
    """One button for each article that would count from the date that was told; with the day where it differs too."""
    several_days = len({choice.day for choice in outcome.counted}) > 1
    rows = []
    for choice in outcome.counted:
        article = scene.knowledge.articles.get(choice.article)
        if article is None:
            continue
        title = scene.version(article).title
        name = f"{show_date(choice.day, scene.locale)}: {title}" if several_days else title
        rows.append((button(Press.WHEN, name, _of(article, choice.anchor, choice.day)),))
    return tuple(rows)


def date_question(outcome: DateQuestion, scene: Scene) -> Reply:
    """Which of the readings is meant, which day they know, or simply: when?"""
    article = scene.knowledge.articles[outcome.article]
    title = f"<b>{escape(scene.version(article).title)}</b>"
    texts = scene.texts
    if outcome.readings:
        rows = [
            (
                button(
                    Press.WHEN,
                    told(reading.anchor, show_date(reading.day, scene.locale), scene),
                    _of(article, reading.anchor, reading.day),
                ),
            )
            for reading in outcome.readings
        ]
        other = (button(Press.DATES, texts.get("button.other_date"), article.id),)
        return (Message(f"{title}\n{texts.get('dates.which')}", (*rows, other)),)
    if outcome.anchor is None:
        rows = [
            (button(Press.ANCHOR, texts.get(f"anchor.{anchor.value}"), _of(article, anchor)),)
            for anchor in anchors_of(article, scene.status)
        ]
        return (Message(f"{title}\n{texts.get('dates.which_day')}", tuple(rows)),)
    month, day = _EXAMPLE
    example = show_long_date(scene.today.replace(year=scene.today.year + 1, month=month, day=day), scene.locale)
    ask = f"{texts.get(f'anchor.{outcome.anchor.value}.ask')} {texts.get('dates.write', example=example)}"
    return (Message(f"{title}\n{texts.get('dates.misread')}\n\n{ask}" if outcome.is_misread else f"{title}\n{ask}"),)


def is_late(rule: DeadlineRule, day: date, scene: Scene) -> bool:
    """Whether the last day is over, so that a person should look at it."""
    return window_of(rule, day).state(scene.today) in (State.LATE, State.MAYBE_LATE)


def window_text(article: Article, rule: DeadlineRule, day: date, scene: Scene) -> str:
    """The first and the last day of one rule, how much time is left, and the law."""
    shown = window_of(rule, day)
    texts, locale = scene.texts, scene.locale
    lines = [f"<b>{escape(label(article, rule, scene))}</b>"]
    # Where the time simply runs from the day itself, that day says nothing new.
    if shown.earliest is not None and shown.earliest != day:
        lines.append(f"• {texts.get('window.first', date=show_day(shown.earliest, locale))}")
    if shown.latest is not None:
        lines.append(f"• {texts.get('window.last', date=show_day(shown.latest, locale))}")
    lines.append(f"• {_state(shown, scene)}")
    note = _day_off(shown, scene)
    if note:
        lines.append(f"• {note}")
    lines.append(f"• {texts.get('window.law', law=escape(rule.legal_basis))}")
    return "\n".join(lines)


def _day_off(shown: Window, scene: Scene) -> str:
    """What to do where the last day is a day off and not over; else empty."""
    if (
        shown.latest is None
        or shown.last_open_day is None
        or shown.next_working_day is None
        or scene.today > shown.latest
    ):
        return ""
    after = show_day(shown.next_working_day, scene.locale)
    if scene.today > shown.last_open_day:
        return scene.texts.get("window.day_off_now", after=after)
    return scene.texts.get("window.day_off", open_day=show_day(shown.last_open_day, scene.locale), after=after)


def _state(shown: Window, scene: Scene) -> str:
    texts, today = scene.texts, scene.today
    state = shown.state(today)
    if state is State.TOO_EARLY and shown.earliest is not None:
        return texts.get("window.too_early", days=texts.count("days", (shown.earliest - today).days))
    if shown.latest is None:
        return texts.get("window.open_ended")
    if state is State.LATE:
        return texts.get("window.late")
    if state is State.MAYBE_LATE:
        after = shown.next_working_day or shown.latest
        return texts.get("window.maybe_late", after=show_day(after, scene.locale))
    left = (shown.latest - today).days
    if left == 0:
        return texts.get("window.today")
    return texts.get("window.open" if state is State.OPEN else "window.last_days", days=texts.count("days", left))


def told(anchor: Anchor, shown_day: str, scene: Scene) -> str:
    """What the day is taken for, such as `Your card expires: 14 Mar 2027`."""
    return f"{scene.texts.get(f'anchor.{anchor.value}')}: {shown_day}"


def label(article: Article, rule: DeadlineRule, scene: Scene) -> str:
    """What the rule wants done; an article with a new rule shows its title until the rule has words."""
    key = f"deadline.{rule.id.replace('-', '_')}"
    return scene.texts.get(key) if scene.texts.has(key) else scene.version(article).title


def _remind_rows(article: Article, rules: list[DeadlineRule], day: date, scene: Scene) -> list[tuple[Button, ...]]:
    texts = scene.texts
    wishes = [remind(article, Deadline(article.id, rule.id, day), scene.today) for rule in rules]
    left = [(rule, wish) for rule, wish in zip(rules, wishes, strict=True) if wish is not None and wish.steps]
    if len(left) == 1:
        return [(button(Press.REMIND, texts.get("button.remind"), deadline_id(left[0][1].of)),)]
    return [
        (button(Press.REMIND, texts.get("button.remind_of", what=label(article, rule, scene)), deadline_id(wish.of)),)
        for rule, wish in left
    ]


def deadline_id(of: Deadline) -> str:
    """The second half of a button's id about this deadline."""
    return write_dated(Dated(of.article, of.rule, of.day))


def _of(article: Article, anchor: Anchor, day: date | None = None) -> str:
    return write_dated(Dated(article.id, anchor.value, day))
