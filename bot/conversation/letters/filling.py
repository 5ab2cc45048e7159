"""A letter with the answers in it, line by line, in Czech and in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.conversation.letters.draft import LEFT_OUT
from knowledge.figures import PLACEHOLDER, show
from knowledge.letters import TODAY, Field, FieldKind, Letter, Line, Place
from nlu.locales import Locale


@dataclass(frozen=True, slots=True)
class FilledLine:
    """One line as it is signed.

    Attributes:
        meaning: What it says in the reader's language; None for a reader of Czech.
    """

    at: Place
    czech: str
    meaning: str | None


def fill_letter(letter: Letter, answers: Mapping[str, str], *, locale: Locale, today: date) -> tuple[FilledLine, ...]:
    """Every line that the answers leave in the letter.

    Raises:
        KeyError: A field has no answer.
    """
    return tuple(
        FilledLine(
            line.at,
            _filled(line, letter, answers, Locale.CS, today),
            None if locale is Locale.CS else _filled(line, letter, answers, locale, today),
        )
        for line in letter.lines
        if not _is_left_out(line, answers)
    )


def show_answer(field: Field, answer: str, locale: Locale) -> str:
    """An answer as readers of this language write it; empty where it was left out."""
    if answer == LEFT_OUT:
        return ""
    if field.kind is FieldKind.DATE:
        return show("answer_date", date.fromisoformat(answer), locale)
    if field.kind is FieldKind.AMOUNT:
        return show("answer_czk", Decimal(answer), locale)
    if field.kind is FieldKind.CHOICE:
        option = field.option(answer)
        return option.label[locale] if option is not None else ""
    return answer


def _is_left_out(line: Line, answers: Mapping[str, str]) -> bool:
    names = PLACEHOLDER.findall(line.text[Locale.CS])
    return any(answers[name] == LEFT_OUT for name in names if name != TODAY)


def _filled(line: Line, letter: Letter, answers: Mapping[str, str], locale: Locale, today: date) -> str:
    def shown(name: str) -> str:
        if name == TODAY:
            return show("letter_date", today, locale)
        field = letter.field(name)
        return show_answer(field, answers[name], locale) if field is not None else ""

    return PLACEHOLDER.sub(lambda match: shown(match[1]), line.text[locale])
