"""Words of the assistant that are no answers: greetings, commands, what it cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.choices import human_row, language_rows, topic_rows
from bot.conversation.markup import escape
from bot.conversation.replies import Message, Reply
from bot.conversation.texts import foreign_note
from nlu.acts import DialogueAct

if TYPE_CHECKING:
    from bot.conversation.inbound import Kind
    from bot.conversation.scene import Scene

_WITH_TOPICS = {DialogueAct.GREET, DialogueAct.SMALL_TALK, DialogueAct.DENY, DialogueAct.WHAT_ARE_YOU}


def start(scene: Scene) -> Reply:
    """First contact: choose a language or just write; what this is and what is kept."""
    choose = Message(scene.texts.get("start.choose"), language_rows(scene.locale))
    return (choose, introduction(scene))


def introduction(scene: Scene) -> Message:
    """What this is, what is kept, how to erase it, how to reach a person; and the topics."""
    hello = scene.texts.get("start.hello", days=days_kept(scene))
    return Message(f"{hello}\n\n{scene.texts.get('topics.ask')}", topic_rows(scene))


def choose_language(scene: Scene) -> Reply:
    """All five languages."""
    return (Message(scene.texts.get("language.choose"), language_rows(scene.locale)),)


def help_text(scene: Scene) -> Reply:
    """What can be written here."""
    return (Message(scene.texts.get("help.text"), topic_rows(scene)),)


def unknown_command(scene: Scene) -> Reply:
    """A slash and a word we do not know."""
    text = f"{scene.texts.get('help.unknown_command')}\n\n{scene.texts.get('help.text')}"
    return (Message(text, topic_rows(scene)),)


def privacy(scene: Scene) -> Reply:
    """What is kept, why, for how long."""
    return (Message(scene.texts.get("privacy.text", days=days_kept(scene))),)


def forgotten(scene: Scene) -> Reply:
    """Everything is erased."""
    return (Message(scene.texts.get("forget.done")),)


def unknown(scene: Scene) -> Reply:
    """There is no checked answer; topics and a person instead."""
    texts = scene.texts
    paragraphs = (f"{texts.get('unknown.text')} {texts.get('unknown.kept')}", texts.get("unknown.offer"))
    return (Message("\n\n".join(paragraphs), topic_rows(scene)),)


def none_of_these(scene: Scene) -> Reply:
    """None of the offered articles was meant."""
    return (Message(scene.texts.get("clarify.after_none"), topic_rows(scene)),)


def small_talk(act: DialogueAct, scene: Scene) -> Reply:
    """A word back."""
    key = f"talk.{act.value}"
    text = scene.texts.get(key if scene.texts.has(key) else "talk.greet")
    if act is DialogueAct.VENT:
        return (Message(text, (human_row(scene),)),)
    return (Message(text, topic_rows(scene)),) if act in _WITH_TOPICS else (Message(text),)


def not_text(kind: Kind, scene: Scene) -> Reply:
    """A picture, a voice: what works instead."""
    key = f"not_text.{kind.value}"
    return (Message(scene.texts.get(key if scene.texts.has(key) else "not_text.other"), (human_row(scene),)),)


def wordless(scene: Scene) -> Reply:
    """Nothing, or only signs and emoji."""
    return (Message(scene.texts.get("not_text.wordless"), topic_rows(scene)),)


def engine_failed(scene: Scene) -> Reply:
    """The dialogue engine is down or late: emergency numbers and the way to a human."""
    return (Message(scene.texts.get("engine.failed"), (human_row(scene),)),)


def still_urgent(scene: Scene) -> Reply:
    """The same danger again, a moment after its card."""
    return (Message(scene.texts.get("urgent.still"), (human_row(scene),)),)


def feedback(scene: Scene, *, is_helpful: bool) -> Reply:
    """Thanks for a verdict; a way on where the answer was not what was asked."""
    if is_helpful:
        return (Message(scene.texts.get("feedback.good")),)
    return (Message(scene.texts.get("feedback.bad"), (human_row(scene),)),)


def masked_notice(scene: Scene) -> Message:
    """A number of a document was taken out."""
    return Message(scene.texts.get("notice.masked"))


def edited_notice(scene: Scene) -> Message:
    """What follows answers a question that was changed."""
    return Message(f"<i>{scene.texts.get('notice.edited')}</i>")


def foreign_notice(language: str, scene: Scene) -> Message | None:
    """One sentence in a language we do not have; None where we cannot say it."""
    note = foreign_note(language)
    return None if note is None else Message(escape(note.format(language=scene.locale.own_name)))


def days_kept(scene: Scene) -> str:
    """How long things are kept, such as `30 days`."""
    return scene.texts.count("days", scene.retention_days)
