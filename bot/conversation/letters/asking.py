"""What the form says: the list of letters, each question, the last look before the letter is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.buttons import Press, button
from bot.conversation.letters.answering import LONGEST_PROSE, LONGEST_TEXT, Refusal
from bot.conversation.letters.draft import LEFT_OUT, Draft
from bot.conversation.letters.filling import show_answer
from bot.conversation.markup import escape
from bot.conversation.replies import Button, Message, Reply
from knowledge.letters import Field, FieldKind, Letter
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.conversation.scene import Scene
    from knowledge.articles import Article

GO, DONE, CANCEL, SKIP, BACK, CHANGE, CHOOSE = "go", "done", "cancel", "skip", "back", "change", "choose"
"""The second part of the form's buttons: `form:skip:contact`."""


def letters_of(article: Article, scene: Scene) -> tuple[Letter, ...]:
    """The letters that belong to an article."""
    return tuple(letter for letter in scene.knowledge.letters.values() if article.id in letter.articles)


def letter_button(article: Article, scene: Scene) -> Button | None:
    """The way from an article to its letter, or to the choice among several; None where it has none."""
    found = letters_of(article, scene)
    if not found:
        return None
    label = scene.texts.get("button.letter")
    return button(Press.LETTER, label, found[0].id) if len(found) == 1 else button(Press.LETTERS, label, article.id)


def letter_list(letters: Iterable[Letter], scene: Scene) -> Reply:
    """All letters, or those of an article, by button."""
    rows = tuple((button(Press.LETTER, letter.title[scene.locale], letter.id),) for letter in letters)
    return (Message(scene.texts.get("letters.list" if rows else "letters.none"), rows),)


def introduction(letter: Letter, scene: Scene) -> Message:
    """What the letter is for, and what becomes of the answers."""
    return Message(
        scene.texts.get(
            "letter.intro",
            title=escape(letter.title[scene.locale]),
            purpose=escape(letter.purpose[scene.locale]),
            count=str(len(letter.fields)),
        )
    )


def question(letter: Letter, draft: Draft, scene: Scene, *, refused: Refusal | None = None) -> Message:
    """The question that is open, with why the last answer did not fit; or the last look at all answers."""
    field = draft.at(letter)
    if field is None:
        return _last_look(letter, draft, scene)
    texts = scene.texts
    number = [one.id for one in letter.fields].index(field.id) + 1
    parts = []
    if refused is not None:
        most = LONGEST_PROSE if field.kind is FieldKind.PROSE else LONGEST_TEXT
        parts.append(texts.get(f"letter.refused.{refused.value}", most=str(most)))
    progress = texts.get("letter.progress", at=str(number), all=str(len(letter.fields)))
    parts.append(f"<i>{progress}</i>\n<b>{escape(field.ask[scene.locale])}</b>")
    parts.append(_hint(field, scene))
    kept = draft.answers.get(field.id, LEFT_OUT)
    if kept != LEFT_OUT:
        parts.append(texts.get("letter.kept", answer=escape(show_answer(field, kept, scene.locale))))
    rows = [(_form(f"{CHOOSE}:{field.id}:{one.id}", one.label[scene.locale]),) for one in field.options]
    # An answer that is shown again must not stay in what we keep of our own messages.
    return Message("\n\n".join(parts), (*rows, *_ways(field, number, scene)), is_private=kept != LEFT_OUT)


def paused(scene: Scene) -> Message:
    """The form waits; what is typed now is no answer to it."""
    texts = scene.texts
    rows = ((_form(GO, texts.get("button.letter_go")), _form(CANCEL, texts.get("button.letter_cancel"))),)
    return Message(texts.get("letter.waiting"), rows)


def _hint(field: Field, scene: Scene) -> str:
    texts = scene.texts
    hints = []
    if field.kind is FieldKind.DATE:
        hints.append(texts.get("letter.hint.date"))
    elif field.kind is FieldKind.CHOICE:
        hints.append(texts.get("letter.hint.choice"))
        hints += [f"{number}. {escape(one.label[scene.locale])}" for number, one in enumerate(field.options, start=1)]
    else:
        hints.append(texts.get("letter.hint.example", example=escape(field.example)))
    if field.kind is FieldKind.PROSE and scene.locale is not Locale.CS:
        hints.append(texts.get("letter.hint.in_czech"))
    if field.is_optional:
        hints.append(texts.get("letter.hint.optional"))
    return "\n".join(hints)


def _ways(field: Field, number: int, scene: Scene) -> tuple[tuple[Button, ...], ...]:
    texts = scene.texts
    first = [_form(f"{SKIP}:{field.id}", texts.get("button.letter_skip"))] if field.is_optional else []
    if number > 1:
        first.append(_form(f"{BACK}:{field.id}", texts.get("button.letter_back")))
    leave = (_form(CANCEL, texts.get("button.letter_cancel")),)
    return (tuple(first), leave) if first else (leave,)


def _last_look(letter: Letter, draft: Draft, scene: Scene) -> Message:
    texts = scene.texts
    lines = [texts.get("letter.review", title=escape(letter.title[scene.locale]))]
    for field in letter.fields:
        shown = escape(show_answer(field, draft.answers[field.id], scene.locale)) or texts.get("letter.left_out")
        lines.append(f"• {escape(field.label[scene.locale])}: <b>{shown}</b>")
    parts = ["\n".join(lines)]
    has_prose = any(one.kind is FieldKind.PROSE and draft.answers[one.id] != LEFT_OUT for one in letter.fields)
    if has_prose and scene.locale is not Locale.CS:
        parts.append(texts.get("letter.review_prose"))
    changes = [
        _form(f"{CHANGE}:{field.id}", texts.get("button.letter_change", what=field.label[scene.locale]))
        for field in letter.fields
    ]
    rows: list[tuple[Button, ...]] = [(_form(DONE, texts.get("button.letter_done")),)]
    rows += [tuple(changes[start : start + 2]) for start in range(0, len(changes), 2)]
    rows.append((_form(CANCEL, texts.get("button.letter_cancel")),))
    return Message("\n\n".join(parts), tuple(rows), is_private=True)


def _form(of: str, label: str) -> Button:
    return button(Press.FORM, label, of)
