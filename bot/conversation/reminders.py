"""What reminders say, and what is said about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.answers import further, provenance
from bot.conversation.buttons import Press, button
from bot.conversation.choices import human_row, stale
from bot.conversation.dates import show_date, show_day, show_long_date
from bot.conversation.deadlines import deadline_id, is_late, label, told, window_text
from bot.conversation.markup import escape
from bot.conversation.reminding import Deadline, Remind, StopReminding, rule_of
from bot.conversation.replies import Button, Message, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.conversation.scene import Scene


def promised(wish: Remind | StopReminding, scene: Scene) -> Reply:
    """On which days we will write and how to end it; or that we will not write any more."""
    texts = scene.texts
    if isinstance(wish, StopReminding):
        return (Message(texts.get("remind.stopped")),)
    article = scene.knowledge.articles.get(wish.of.article)
    rule = rule_of(article, wish.of.rule)
    if article is None or rule is None:
        return stale(scene)
    if not wish.steps:
        return (Message(texts.get("remind.none_left"), (human_row(scene),)),)
    days = [f"• {show_day(day, scene.locale)}: {texts.get(f'step.{step.value}')}" for step, day in wish.steps.items()]
    blocks = (
        f"<b>{escape(label(article, rule, scene))}</b>\n{texts.get('remind.set')}",
        "\n".join(days),
        texts.get("remind.how"),
    )
    return (Message("\n\n".join(blocks), ((_stop(wish.of, scene),),)),)


def reminder(of: Deadline, scene: Scene) -> Reply:
    """What is sent on the day: the same words as the window, as things stand that day."""
    texts = scene.texts
    article = scene.knowledge.articles.get(of.article)
    rule = rule_of(article, of.rule)
    if article is None or rule is None:
        gone = texts.get("remind.gone", date=show_long_date(of.day, scene.locale))
        return (Message(gone, (human_row(scene), (_stop(of, scene),))),)
    version = scene.version(article)
    blocks = (
        f"<b>{texts.get('remind.title')}: {escape(version.title)}</b>\n"
        + told(rule.anchor, show_day(of.day, scene.locale), scene),
        window_text(article, rule, of.day, scene),
        *provenance(article, scene),
    )
    rows = [human_row(scene)] if is_late(rule, of.day, scene) else []
    rows += [(_stop(of, scene),), *further(article, version, scene, without=Press.DATES)]
    return (Message("\n\n".join(blocks), tuple(rows)),)


def reminder_list(waiting: Sequence[tuple[Deadline, Sequence[date]]], scene: Scene) -> Reply:
    """The reminders that are still to come, each with its way to end it."""
    texts = scene.texts
    if not waiting:
        return (Message(texts.get("remind.none")),)
    lines = [texts.get("remind.list")]
    rows: list[tuple[Button, ...]] = []
    for of, days in waiting:
        lines.append(f"• {escape(name_of(of, scene))}: {', '.join(show_date(day, scene.locale) for day in days)}")
        rows.append((_stop(of, scene, named=len(waiting) > 1),))
    if len(waiting) > 1:
        rows.append((button(Press.STOP, texts.get("button.stop_all")),))
    return (Message("\n".join(lines), tuple(rows)),)


def name_of(of: Deadline, scene: Scene) -> str:
    """Of which article, and which of its deadlines."""
    article = scene.knowledge.articles.get(of.article)
    rule = rule_of(article, of.rule)
    if article is None or rule is None:
        return f"{of.article} {show_date(of.day, scene.locale)}"
    what, title = label(article, rule, scene), scene.version(article).title
    return title if what == title else f"{title}, {what}"


def _stop(of: Deadline, scene: Scene, *, named: bool = False) -> Button:
    texts = scene.texts
    if of.article not in scene.knowledge.articles:
        # A button of its own would no longer be understood.
        return button(Press.STOP, texts.get("button.stop_all"))
    label_text = texts.get("button.stop_of", what=name_of(of, scene)) if named else texts.get("button.stop")
    return button(Press.STOP, label_text, deadline_id(of))
