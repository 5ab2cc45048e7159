"""The form as a machine: a message and the draft so far give the draft after it and what to say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.conversation.buttons import Press, Pressed
from bot.conversation.choices import stale
from bot.conversation.letters import asking
from bot.conversation.letters.answering import Refusal, is_question, read_answer
from bot.conversation.letters.delivering import deliver
from bot.conversation.letters.draft import LEFT_OUT, Draft, begin
from bot.conversation.replies import Message, Reply
from bot.conversation.routing import EngineRoute, FormRoute, PressRoute, Route
from knowledge.letters import FieldKind, Letter
from nlu.folding import fold

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.scene import Scene


@dataclass(frozen=True, slots=True)
class FormStep:
    """What the form makes of a message.

    Attributes:
        draft: The form afterwards; None where it is closed.
    """

    draft: Draft | None
    reply: Reply


def take(way: Route, draft: Draft | None, scene: Scene, now: datetime) -> FormStep | None:
    """What the form makes of a message; None where the message is not meant for it."""
    if isinstance(way, EngineRoute):
        return _typed(way.text, draft, scene)
    if isinstance(way, FormRoute):
        return _moved(way.step, "", draft, scene)
    if not isinstance(way, PressRoute) or way.pressed is None:
        return None
    return _pressed(way.pressed, draft, scene, now)


def ask_again(draft: Draft, scene: Scene) -> Reply:
    """After something that was no answer: the open question, so that nobody wonders what is waited for."""
    letter = scene.knowledge.letters.get(draft.letter)
    if letter is None:
        return ()
    return (asking.paused(scene) if draft.is_paused else asking.question(letter, draft, scene),)


def edited(draft: Draft, scene: Scene) -> FormStep:
    """Somebody changed a message they had sent before: an answer is changed in the form instead."""
    return FormStep(draft, (Message(scene.texts.get("letter.edited")), *ask_again(draft, scene)))


def after_danger(text: str, draft: Draft, scene: Scene) -> Draft:
    """The form after a card about danger waits. A story that was typed as an answer is not asked for twice."""
    letter = scene.knowledge.letters.get(draft.letter)
    field = draft.at(letter) if letter is not None else None
    if letter is not None and field is not None and field.kind is FieldKind.PROSE and not draft.is_paused:
        answer = read_answer(field, text, today=scene.today, locale=scene.locale)
        if not isinstance(answer, Refusal):
            draft = draft.answered(letter, field.id, answer)
    return replace(draft, is_paused=True)


def _pressed(pressed: Pressed, draft: Draft | None, scene: Scene, now: datetime) -> FormStep | None:
    letters = scene.knowledge.letters
    if pressed.press is Press.LETTERS:
        found = [one for one in letters.values() if not pressed.of or pressed.of in one.articles]
        return FormStep(draft, asking.letter_list(found, scene))
    if pressed.press is Press.LETTER:
        letter = letters.get(pressed.of)
        return FormStep(draft, stale(scene)) if letter is None else _opened(letter, draft, scene, now)
    if pressed.press is Press.FORM:
        step, _, of = pressed.of.partition(":")
        return _moved(step, of, draft, scene)
    return None


def _opened(letter: Letter, draft: Draft | None, scene: Scene, now: datetime) -> FormStep:
    if draft is not None and draft.letter == letter.id:
        return _asked(letter, replace(draft, is_paused=False), scene)
    opened = begin(letter, now)
    replaced = (Message(scene.texts.get("letter.replaced")),) if draft is not None else ()
    return FormStep(opened, (*replaced, asking.introduction(letter, scene), asking.question(letter, opened, scene)))


def _typed(text: str, draft: Draft | None, scene: Scene) -> FormStep | None:
    if draft is None or draft.is_paused:
        return None
    letter = scene.knowledge.letters.get(draft.letter)
    if letter is None:
        return FormStep(None, (Message(scene.texts.get("letter.nothing_open")),))
    field = draft.at(letter)
    step = _typed_button(text, draft, scene)
    if step is not None:
        return _moved(step, "", draft, scene)
    if field is None or is_question(field, text) or fold(text) == fold(scene.texts.get("button.human")):
        return None
    answer = read_answer(field, text, today=scene.today, locale=scene.locale)
    if isinstance(answer, Refusal):
        return FormStep(draft, (asking.question(letter, draft, scene, refused=answer),))
    return _asked(letter, draft.answered(letter, field.id, answer), scene)


def _typed_button(text: str, draft: Draft, scene: Scene) -> str | None:
    """The step whose button somebody typed instead of tapping it."""
    steps = (asking.DONE, asking.CANCEL) if draft.asked is None else (asking.SKIP, asking.BACK, asking.CANCEL)
    folded = fold(text)
    if folded in map(fold, scene.texts.get("letter.cancel_words").split(", ")):
        return asking.CANCEL
    return next((step for step in steps if fold(scene.texts.get(f"button.letter_{step}")) == folded), None)


def _moved(step: str, of: str, draft: Draft | None, scene: Scene) -> FormStep:
    letter = scene.knowledge.letters.get(draft.letter) if draft is not None else None
    if draft is None or letter is None:
        return FormStep(None, (Message(scene.texts.get("letter.nothing_open")),))
    if step == asking.CANCEL:
        return FormStep(None, (Message(scene.texts.get("letter.cancelled")),))
    draft = replace(draft, is_paused=False)
    if step == asking.DONE and draft.at(letter) is None:
        return FormStep(None, deliver(letter, draft.answers, scene))
    if step == asking.BACK:
        draft = draft.back(letter)
    if step == asking.CHANGE and letter.field(of) is not None:
        draft = replace(draft, asked=of)
    if step == asking.SKIP and _may_skip(letter, draft, of):
        draft = draft.answered(letter, draft.asked or "", LEFT_OUT)
    if step == asking.CHOOSE:
        draft = _chosen(letter, draft, of)
    return _asked(letter, draft, scene)


def _may_skip(letter: Letter, draft: Draft, of: str) -> bool:
    field = draft.at(letter)
    return field is not None and field.is_optional and of in ("", field.id)


def _chosen(letter: Letter, draft: Draft, of: str) -> Draft:
    """With this option; a button of an earlier question changes nothing."""
    name, _, option = of.partition(":")
    field = draft.at(letter)
    is_open = field is not None and field.id == name and field.option(option) is not None
    return draft.answered(letter, name, option) if is_open else draft


def _asked(letter: Letter, draft: Draft, scene: Scene) -> FormStep:
    return FormStep(draft, (asking.question(letter, draft, scene),))
