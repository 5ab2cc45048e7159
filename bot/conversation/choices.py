"""Messages that ask the person to choose: language, topic, status, one of several articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.buttons import ASK, PRIVATE, UNSURE, Press, Pressed, button, fits
from bot.conversation.markup import escape
from bot.conversation.replies import Button, Message, Reply
from bot.conversation.telling_apart import difference
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.conversation.scene import Scene
    from knowledge.articles import Article

Rows = tuple[tuple[Button, ...], ...]

FIRST_TOPICS = ("residence", "education", "social", "health", "work", "rights")
_TOPIC_ARTICLES_SHOWN = 12
_MOST_CHOICES = 3


def language_rows(chosen: Locale) -> Rows:
    """All five languages in their own names; the likely one is marked and stands first."""
    order = (chosen, *(locale for locale in Locale if locale is not chosen))
    buttons = [
        button(Press.LANGUAGE, f"✓ {locale.own_name}" if locale is chosen else locale.own_name, locale.value)
        for locale in order
    ]
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def topic_rows(scene: Scene, *, human: bool = True) -> Rows:
    """The six topics, and a way to a person."""
    buttons = [button(Press.TOPIC, scene.texts.get(f"topic.{topic}"), topic) for topic in FIRST_TOPICS]
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    return (*rows, human_row(scene)) if human else rows


def human_row(scene: Scene) -> tuple[Button, ...]:
    """One row: I need a person."""
    return (button(Press.HUMAN, scene.texts.get("button.human")),)


def status_question(scene: Scene, article: Article | None) -> Message:
    """How do you stay here? Statuses for which the article differs come first."""
    differs: frozenset[ResidenceStatus] = frozenset()
    if article is not None:
        version = scene.version(article)
        differs = version.statuses_that_differ.union(*(note.statuses for note in version.differences(None)))
    order = sorted(ResidenceStatus, key=lambda status: status not in differs)
    texts = scene.texts
    rows = [(button(Press.STATUS, texts.get(f"status.{status.value}"), status.value),) for status in order]
    last = (
        button(Press.STATUS, texts.get("status.unsure"), UNSURE),
        button(Press.STATUS, texts.get("status.private"), PRIVATE),
    )
    return Message(texts.get("status.ask"), (*rows, last))


def clarification(articles: tuple[str, ...], scene: Scene, *, first: Rows = ()) -> Reply:
    """Did you mean one of these? Told apart by what they differ in, else by title.

    Args:
        articles: Ids, the likeliest first; at most three are shown.
        scene: What the reply depends on.
        first: Choices that are more than an article.
    """
    texts = scene.texts
    known = [scene.knowledge.articles[one] for one in articles if one in scene.knowledge.articles][:_MOST_CHOICES]
    titles = [scene.version(one).title for one in known]
    apart = None if first else difference(known, scene.status)
    is_one = len(known) + len(first) == 1
    if apart is None:
        lines, labels = [texts.get("clarify.one" if is_one else "clarify.text")], titles
    else:
        labels = [", ".join(map(texts.get, keys)) for keys in apart.labels]
        sides = zip(labels, titles, strict=True)
        lines = [
            texts.get(f"clarify.by_{apart.name}"),
            *(f"• <b>{escape(label)}</b>: {escape(title)}" for label, title in sides),
        ]
    none = button(Press.NONE, texts.get("clarify.not_it" if is_one else "clarify.none"))
    rows = (*first, *_show_rows(zip(known, labels, strict=True)), (none,))
    return (Message("\n".join(lines), rows),)


def topic(name: str, scene: Scene) -> Reply:
    """The articles on a topic."""
    if not scene.texts.has(f"topic.{name}") or not name.isalpha():
        return stale(scene)
    articles = sorted(
        (one for one in scene.knowledge.articles.values() if one.topic == name),
        key=lambda one: scene.version(one).title,
    )
    if not articles:
        return (Message(scene.texts.get("topic.empty"), (human_row(scene),)),)
    text = scene.texts.get("topic.articles", topic=escape(scene.texts.get(f"topic.{name}")))
    pages = [articles[at : at + _TOPIC_ARTICLES_SHOWN] for at in range(0, len(articles), _TOPIC_ARTICLES_SHOWN)]
    return tuple(Message(text, article_rows(page, scene)) for page in pages)


def chosen(pressed: Pressed, scene: Scene) -> Reply:
    """What a tap shows that leads to no outcome: a topic's articles, the question about status, or that it is old."""
    if pressed.press is Press.TOPIC:
        return topic(pressed.of, scene)
    if pressed.press is Press.STATUS and pressed.of == ASK:
        return (status_question(scene, scene.knowledge.articles.get(scene.article or "")),)
    return stale(scene)


def article_rows(articles: list[Article], scene: Scene) -> Rows:
    """One button for each article, with its title."""
    return _show_rows((one, scene.version(one).title) for one in articles)


def _show_rows(labelled: Iterable[tuple[Article, str]]) -> Rows:
    return tuple((button(Press.SHOW, label, one.id),) for one, label in labelled if fits(Press.SHOW, one.id))


def stale(scene: Scene) -> Reply:
    """A button of long ago, or none of ours."""
    return (Message(scene.texts.get("press.stale"), topic_rows(scene)),)
