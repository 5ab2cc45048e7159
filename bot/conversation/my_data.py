"""The reply to /mydata: exactly what is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.conversation.dates import show_date
from bot.conversation.inbound import Inbound, Kind
from bot.conversation.letters.filling import show_answer
from bot.conversation.markup import escape
from bot.conversation.reminders import name_of
from bot.conversation.replies import Message, Reply
from bot.conversation.talk import days_kept
from knowledge.districts import districts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from bot.conversation.letters.draft import Draft
    from bot.conversation.person_state import PersonState
    from bot.conversation.reminding import Deadline
    from bot.conversation.scene import Scene


@dataclass(frozen=True, slots=True)
class Stored:
    """All that the database holds about a person.

    Attributes:
        messages: What they sent, oldest first.
        replies: How many messages of ours are kept.
        unanswered: Their questions that wait for the editors.
        reminders: Deadlines with the days on which they will be reminded.
    """

    channel: str
    address: str
    person: PersonState
    created_at: datetime
    last_seen_at: datetime
    messages: tuple[Inbound, ...]
    replies: int
    unanswered: tuple[str, ...]
    reminders: tuple[tuple[Deadline, tuple[date, ...]], ...] = ()


def my_data(stored: Stored, scene: Scene) -> Reply:
    """Every stored field by name, then every message."""
    texts = scene.texts
    lines = [texts.get("mydata.title")]
    lines += [
        f"• {texts.get(f'mydata.{name}', value=escape(value))}" for name, value in _fields(stored, scene) if value
    ]
    blocks = ["\n".join(lines)]
    if stored.messages:
        shown = (f"• {escape(_message(message, scene))}" for message in stored.messages)
        blocks.append("\n".join((texts.get("mydata.messages"), *shown)))
    if stored.unanswered:
        shown = (f"• {escape(question)}" for question in stored.unanswered)
        blocks.append("\n".join((texts.get("mydata.unanswered"), *shown)))
    if stored.reminders:
        shown = (
            f"• {escape(name_of(of, scene))} ({show_date(of.day, scene.locale)}): "
            + ", ".join(show_date(day, scene.locale) for day in days)
            for of, days in stored.reminders
        )
        blocks.append("\n".join((texts.get("remind.list"), *shown)))
    draft = stored.person.draft
    if draft is not None:
        blocks.append("\n".join((texts.get("mydata.letter"), *_answers(draft, scene))))
    blocks.append(texts.get("mydata.engine", days=days_kept(scene)))
    return (Message("\n\n".join(blocks), is_private=draft is not None),)


def _answers(draft: Draft, scene: Scene) -> Iterator[str]:
    """The answers in a form that is open, and for which letter."""
    letter = scene.knowledge.letters.get(draft.letter)
    yield f"• {escape(letter.title[scene.locale] if letter is not None else draft.letter)}"
    for name, answer in draft.answers.items():
        field = letter.field(name) if letter is not None else None
        label = field.label[scene.locale] if field is not None else name
        yield f"• {escape(label)}: {escape(show_answer(field, answer, scene.locale) if field is not None else answer)}"


def _fields(stored: Stored, scene: Scene) -> tuple[tuple[str, str], ...]:
    person = stored.person
    article = scene.knowledge.articles.get(person.article or "")
    status = scene.texts.get(f"status.{person.status.value}") if person.status else ""
    if person.status_declined and not status:
        status = scene.texts.get("status.private")
    return (
        ("pseudonym", person.pseudonym),
        ("channel", stored.channel),
        ("address", stored.address),
        ("language", person.chosen_locale.own_name if person.chosen_locale else ""),
        ("app_language", person.guessed_locale.own_name if person.guessed_locale else ""),
        ("last_language", person.last_locale.own_name if person.last_locale else ""),
        ("status", status),
        ("district", _district(person)),
        ("article", scene.version(article).title if article else person.article or ""),
        ("awaited", scene.texts.get(f"anchor.{person.awaited.value}") if person.awaited else ""),
        ("urgent", show_date(person.urgent_at.date(), scene.locale) if person.urgent_at else ""),
        ("first", show_date(stored.created_at.date(), scene.locale)),
        ("last", show_date(stored.last_seen_at.date(), scene.locale)),
        ("replies", str(stored.replies)),
    )


def _district(person: PersonState) -> str:
    known = districts().get(person.district or "")
    return (person.district or "") if known is None else known.name


def _message(message: Inbound, scene: Scene) -> str:
    if message.kind is Kind.PRESS:
        return scene.texts.get("mydata.pressed", value=message.button)
    if message.kind is Kind.TEXT:
        return message.text or scene.texts.get("letter.taken")
    place = f" {message.latitude}, {message.longitude}" if message.latitude is not None else ""
    return scene.texts.get("mydata.not_text", value=f"{message.kind.value}{place} {message.text}".strip())
