"""An answer, its further parts and its phrase card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.buttons import ASK, Press, button, fits
from bot.conversation.choices import status_question
from bot.conversation.dates import show_date
from bot.conversation.letters.asking import letter_button
from bot.conversation.markup import escape, link, to_html
from bot.conversation.replies import Button, Message, Reply
from knowledge.articles import Article, Part, Section, Version
from knowledge.deadlines import rules_for
from nlu.statuses import ResidenceStatus

if TYPE_CHECKING:
    from bot.conversation.scene import Scene

_IN_STEPS = (Part.STEPS, Part.BRING, Part.COSTS, Part.DEADLINES)
_GROUPS_SHOWN = 3
_RELATED_SHOWN = 3


def answer(article: Article, scene: Scene, *, ask_status: bool = False) -> Reply:
    """The short answer for the reader's status; a second message where something must be asked or named."""
    version = scene.version(article)
    short = version.section(Part.SHORT, scene.status)
    own_notes = version.differences(scene.status) if scene.status is not None else ()
    paragraphs = [
        f"<b>{escape(version.title)}</b>\n{to_html(short.markdown) if short else ''}",
        *(to_html(note.markdown) for note in own_notes),
        for_whom(article, version, scene),
        *provenance(article, scene),
    ]
    first = Message("\n\n".join(paragraph for paragraph in paragraphs if paragraph), _buttons(article, version, scene))
    if ask_status and scene.status is None and not scene.status_declined:
        return (first, status_question(scene, article))
    if scene.status is None and scene.status_declined and version.differences(None):
        return (first, Message(_differences(version.differences(None), scene)))
    return (first,)


def steps(article: Article, scene: Scene) -> Reply:
    """What to do, what to bring, costs, deadlines and differences, in one message."""
    version = scene.version(article)
    blocks = [f"<b>{escape(version.title)}</b>"]
    for part in _IN_STEPS:
        section = version.section(part, scene.status)
        if section is not None:
            blocks.append(headed(part, section, scene))
    differences = version.differences(scene.status)
    if differences:
        blocks.append(_differences(differences, scene))
    blocks += provenance(article, scene)
    return (Message("\n\n".join(blocks), further(article, version, scene, without=Press.STEPS)),)


def part_of(article: Article, part: Part, scene: Scene) -> Reply:
    """One part; where the article has none, the answer says so and shows what there is."""
    version = scene.version(article)
    if part is Part.DIFFERENCES:
        notes = version.differences(scene.status)
        text = _differences(notes, scene) if notes else None
    else:
        section = version.section(part, scene.status)
        text = headed(part, section, scene) if section else None
    if text is None:
        return (Message(scene.texts.get("part.missing")), *answer(article, scene))
    blocks = (f"<b>{escape(version.title)}</b>", text, *provenance(article, scene))
    return (Message("\n\n".join(blocks), further(article, version, scene)),)


def phrase_card(article: Article, scene: Scene) -> Reply:
    """Czech sentences to show to a clerk, each with what it says."""
    version = scene.version(article)
    if not version.phrases:
        return (Message(scene.texts.get("card.none")),)
    phrases = [
        f"<blockquote>{escape(phrase.czech)}</blockquote>"
        + (f"\n<i>{escape(phrase.translation)}</i>" if phrase.translation else "")
        for phrase in version.phrases
    ]
    blocks = (scene.texts.get("card.title"), *phrases)
    return (Message("\n\n".join(blocks), further(article, version, scene, without=Press.CARD)),)


def groups(statuses: frozenset[ResidenceStatus], scene: Scene) -> str:
    """Names of statuses in a fixed order."""
    return ", ".join(scene.texts.get(f"status.{status.value}") for status in ResidenceStatus if status in statuses)


def for_whom(article: Article, version: Version, scene: Scene) -> str:
    """For whose case this is written, and whether it is theirs; empty where it is everybody's."""
    differs = version.statuses_that_differ | _statuses_noted(version)
    texts = scene.texts
    if scene.status is not None:
        status = texts.get(f"status.{scene.status.value}")
        if article.applies_to and scene.status not in article.applies_to | differs:
            return texts.get("answer.not_for", groups=groups(article.applies_to, scene), status=status)
        return texts.get("answer.for_known", status=status)
    if differs:
        return texts.get("answer.for_general")
    if article.applies_to and len(article.applies_to) <= _GROUPS_SHOWN:
        return texts.get("answer.for_groups", groups=groups(article.applies_to, scene))
    return ""


def provenance(article: Article, scene: Scene) -> list[str]:
    """When it was checked and against what; before that, that it is overdue."""
    source = article.sources[0]
    checked = scene.texts.get(
        "answer.checked", date=show_date(article.verified_on, scene.locale), source=link(source.url, source.title)
    )
    if not article.is_overdue(scene.today):
        return [checked]
    due = min(day for day in (article.review_by, article.valid_until) if day is not None)
    return [scene.texts.get("answer.overdue", date=show_date(due, scene.locale)), checked]


def _buttons(article: Article, version: Version, scene: Scene) -> tuple[tuple[Button, ...], ...]:
    texts = scene.texts
    rows = list(further(article, version, scene))
    if scene.status is not None:
        rows.append((button(Press.STATUS, texts.get("button.change_status"), ASK),))
    elif version.statuses_that_differ | _statuses_noted(version):
        rows.append((button(Press.STATUS, texts.get("button.status"), ASK),))
    if article.is_overdue(scene.today):
        rows.append((button(Press.HUMAN, texts.get("button.human")),))
    related = (scene.knowledge.articles[one] for one in article.related if one in scene.knowledge.articles)
    shown = [one for one in related if fits(Press.SHOW, one.id)][:_RELATED_SHOWN]
    rows += [(button(Press.SHOW, scene.version(one).title, one.id),) for one in shown]
    rows.append(
        (
            button(Press.GOOD, texts.get("button.good"), article.id),
            button(Press.BAD, texts.get("button.bad"), article.id),
        )
    )
    return tuple(rows)


def further(
    article: Article, version: Version, scene: Scene, *, without: Press | None = None
) -> tuple[tuple[Button, ...], ...]:
    """Rows of buttons for what else there is about the article."""
    texts = scene.texts
    offered = [button(Press.STEPS, texts.get("button.steps"), article.id)]
    if version.phrases:
        offered.append(button(Press.CARD, texts.get("button.card"), article.id))
    offered.append(button(Press.WHO, texts.get("button.who"), article.id))
    if rules_for(article, scene.status) and fits(Press.DATES, article.id):
        offered.append(button(Press.DATES, texts.get("button.dates"), article.id))
    letter = letter_button(article, scene)
    if letter is not None:
        offered.append(letter)
    left = [one for one in offered if without is None or not one.id.startswith(without.value)]
    return tuple(tuple(left[start : start + 2]) for start in range(0, len(left), 2))


def headed(part: Part, section: Section, scene: Scene) -> str:
    """A part under its heading."""
    return f"<b>{scene.texts.get(f'section.{part.value}')}</b>\n{to_html(section.markdown)}"


def _differences(notes: tuple[Section, ...], scene: Scene) -> str:
    lines = [f"<b>{scene.texts.get('section.differences')}</b>"]
    lines += [f"<i>{groups(note.statuses, scene)}</i>: {to_html(note.markdown)}" for note in notes]
    return "\n\n".join(lines)


def _statuses_noted(version: Version) -> frozenset[ResidenceStatus]:
    return frozenset().union(*(section.statuses for section in version.differences(None)))
