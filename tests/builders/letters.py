"""A small letter with a question of every kind, and answers to all of them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from bot.conversation.letters.draft import LEFT_OUT
from knowledge.articles import Source
from knowledge.content_tree import ContentTree
from knowledge.directory_files import read_directory
from knowledge.letter_files import read_letters
from knowledge.letters import ByLocale, Field, FieldKind, Letter, Line, Option, Place
from nlu.locales import Locale
from tests.builders.conversation import UNPAID

LETTER = "ask-for-wage"


def in_all(text: str) -> ByLocale:
    """The Czech text, and the same marked with its language in the others."""
    return {locale: text if locale is Locale.CS else f"{text} ({locale.value})" for locale in Locale}


def a_field(field_id: str, kind: FieldKind = FieldKind.TEXT, **changes: object) -> Field:
    example = "" if kind in (FieldKind.DATE, FieldKind.CHOICE) else "Dlouhá 1"
    fields = {"label": in_all(f"label {field_id}"), "ask": in_all(f"ask {field_id}"), "example": example}
    return Field(field_id, kind, **{**fields, **changes})  # type: ignore[arg-type]


def a_letter(letter_id: str = LETTER) -> Letter:
    whole = Option("whole", in_all("celou mzdu"))
    part = Option("part", in_all("část mzdy"))
    return Letter(
        id=letter_id,
        title=in_all(f"title {letter_id}"),
        purpose=in_all("purpose"),
        send=in_all("send"),
        articles=(UNPAID,),
        directory=("icp",),
        verified_on=date(2026, 11, 20),
        review_by=date(2027, 11, 1),
        sources=(Source("https://example.org/law", "The law", "2026"),),
        fields=(
            a_field("what", FieldKind.CHOICE, options=(whole, part)),
            a_field("since", FieldKind.DATE, is_past=True),
            a_field("sum", FieldKind.AMOUNT),
            a_field("story", FieldKind.PROSE),
            a_field("contact", is_optional=True),
            a_field("name"),
        ),
        lines=(
            Line(Place.SENDER, in_all("{name}")),
            Line(Place.SENDER, in_all("Tel.: {contact}")),
            Line(Place.ADDRESSEE, in_all("Firma")),
            Line(Place.DATE, in_all("V Praze dne {today}")),
            Line(Place.SUBJECT, in_all("Věc: Výzva")),
            Line(Place.BODY, in_all("Žádám o {what} od {since}.")),
            Line(Place.ITEM, in_all("Částka: {sum}")),
            Line(Place.BODY, in_all("{story}")),
            Line(Place.CLOSING, in_all("S pozdravem")),
            Line(Place.SIGNATURE, in_all("{name}, vlastnoruční podpis")),
        ),
    )


ANSWERS = {
    "what": "part",
    "since": "2026-07-01",
    "sum": "12500",
    "story": "Nezaplatili.\nAni jednou.",
    "contact": "",
    "name": "Jana Nováková",
}
TYPED = ("2", "1. 7. 2026", "12 500 Kč", "Nezaplatili.\nAni jednou.", "/skip", "Jana Nováková")
"""What somebody types to give these answers, in order."""


@lru_cache(maxsize=1)
def repository_letters() -> dict[str, Letter]:
    """The letters that people get, without the rest of the content, which takes long to check."""
    tree = ContentTree()
    articles = frozenset(tree.article_id(folder) for folder in tree.article_folders())
    letters, faults = read_letters(tree, articles=articles, directory=read_directory(tree)[1], today=date(2026, 11, 28))
    assert faults == []
    return letters


def answers_for(letter: Letter, *, with_optional: bool = True) -> dict[str, str]:
    """The letter's own examples as answers."""
    kinds = {FieldKind.DATE: "2026-05-04", FieldKind.AMOUNT: "12500"}
    answers = {}
    for field in letter.fields:
        answer = field.options[0].id if field.options else kinds.get(field.kind, field.example)
        answers[field.id] = answer if with_optional or not field.is_optional else LEFT_OUT
    return answers
