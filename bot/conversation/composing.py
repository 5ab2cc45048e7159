"""From an outcome to the words: pure, so that every channel and `pruvodce ask` say the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.conversation import answers, choices, deadlines, places, reminders, talk
from bot.conversation.letters import asking
from bot.conversation.markup import to_html
from bot.conversation.outcomes import (
    Answer,
    ArticlePart,
    Clarification,
    Command,
    CommandOutcome,
    DateQuestion,
    DeadlineWindow,
    Escalation,
    HandoffKind,
    LanguageChosen,
    Outcome,
    PhraseCard,
    SmallTalk,
    StatusNoted,
    Unknown,
    Urgent,
    WhoHelps,
)
from bot.conversation.replies import Message, Reply
from knowledge.articles import Article, Part

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.conversation.scene import Scene


def compose(outcome: Outcome, scene: Scene) -> Reply:
    """The reply to this outcome for this reader.

    `Command.MYDATA` and `Command.REMINDERS` need what is stored and `Command.FORGET` erases it: these are done where
    the storage is (`bot.turn`), and only their general words come from here.
    """
    if isinstance(outcome, CommandOutcome):
        return _COMMANDS[outcome.command](scene)
    return _COMPOSERS[type(outcome)](outcome, scene)


def _about(outcome: Answer | ArticlePart | PhraseCard | WhoHelps, scene: Scene) -> Reply:
    article = scene.knowledge.articles.get(outcome.article)
    if article is None:
        return choices.stale(scene)
    if isinstance(outcome, Answer):
        return answers.answer(article, scene, ask_status=outcome.ask_status)
    if isinstance(outcome, PhraseCard):
        return answers.phrase_card(article, scene)
    if isinstance(outcome, WhoHelps):
        return places.who_helps(article, scene)
    return _part(article, outcome.part, scene)


def _dated(outcome: DeadlineWindow | DateQuestion, scene: Scene) -> Reply:
    if outcome.article not in scene.knowledge.articles:
        return choices.stale(scene)
    if isinstance(outcome, DateQuestion):
        return deadlines.date_question(outcome, scene)
    return deadlines.window(outcome, scene)


def _clarification(outcome: Clarification, scene: Scene) -> Reply:
    return choices.clarification(outcome.articles, scene, first=deadlines.choices_of(outcome, scene))


def _part(article: Article, part: Part, scene: Scene) -> Reply:
    if part is Part.STEPS:
        return answers.steps(article, scene)
    return answers.answer(article, scene) if part is Part.SHORT else answers.part_of(article, part, scene)


def _status_noted(outcome: StatusNoted, scene: Scene) -> Reply:
    scene = replace(scene, status=outcome.status, status_declined=outcome.status is None)
    article = scene.knowledge.articles.get(outcome.article or "")
    texts = scene.texts
    if outcome.status is not None:
        note = texts.get("status.noted", status=texts.get(f"status.{outcome.status.value}"))
    else:
        note = texts.get("status.declined" if article else "status.declined_later")
    if article is None:
        return (Message(note, choices.topic_rows(scene)),)
    return (Message(note), *answers.answer(article, scene))


def _language_chosen(outcome: LanguageChosen, scene: Scene) -> Reply:
    if outcome.locale is None:
        return talk.choose_language(scene)
    scene = replace(scene, locale=outcome.locale)
    article = scene.knowledge.articles.get(outcome.article or "")
    note = Message(scene.texts.get("language.set"))
    return (note, *answers.answer(article, scene)) if article else (note, talk.introduction(scene))


def _urgent(outcome: Urgent, scene: Scene) -> Reply:
    order = (scene.locale, *scene.locale.fallbacks)
    card = next(
        scene.knowledge.urgent_cards[outcome.kind, locale]
        for locale in order
        if (outcome.kind, locale) in scene.knowledge.urgent_cards
    )
    return (Message(to_html(card, short_phones=True), (choices.human_row(scene),)),)


_COMMANDS: dict[Command, Callable[[Scene], Reply]] = {
    Command.START: talk.start,
    Command.LANGUAGE: talk.choose_language,
    Command.HELP: talk.help_text,
    Command.HUMAN: lambda scene: places.escalation(HandoffKind.HUMAN, scene),
    Command.PRIVACY: talk.privacy,
    Command.REMINDERS: lambda scene: reminders.reminder_list((), scene),
    Command.LETTERS: lambda scene: asking.letter_list(scene.knowledge.letters.values(), scene),
    Command.MYDATA: talk.privacy,
    Command.FORGET: talk.forgotten,
}

# Each composer takes its own kind of outcome; the table keeps that true, which types cannot say.
_COMPOSERS: dict[type[Any], Callable[[Any, Scene], Reply]] = {
    **dict.fromkeys((Answer, ArticlePart, PhraseCard, WhoHelps), _about),
    **dict.fromkeys((DeadlineWindow, DateQuestion), _dated),
    StatusNoted: _status_noted,
    LanguageChosen: _language_chosen,
    Clarification: lambda outcome, scene: choices.clarification(
        outcome.articles, scene, first=deadlines.choices_of(outcome, scene)
    ),
    Unknown: lambda _, scene: talk.unknown(scene),
    Escalation: lambda outcome, scene: places.escalation(outcome.kind, scene),
    Urgent: _urgent,
    SmallTalk: lambda outcome, scene: talk.small_talk(outcome.act, scene),
}
