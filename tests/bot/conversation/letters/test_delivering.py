from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.letters.delivering import deliver
from bot.conversation.letters.filling import fill_letter
from bot.conversation.markup import to_plain
from nlu.locales import Locale
from tests.builders.conversation import a_scene
from tests.builders.letters import ANSWERS, a_letter, answers_for, repository_letters

TODAY = date(2026, 11, 28)
FORM = a_letter()
LOCALES = pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)


@LOCALES
def test_each_line_says_the_same_in_czech_and_in_the_readers_language(locale: Locale) -> None:
    lines = fill_letter(FORM, ANSWERS, locale=locale, today=TODAY)
    asked = next(line for line in lines if line.czech.startswith("Žádám"))
    assert asked.czech == "Žádám o část mzdy od 1.\u00a0července\u00a02026."
    if locale is Locale.CS:
        assert {line.meaning for line in lines} == {None}
    else:
        assert (asked.meaning or "").startswith(f"Žádám o část mzdy ({locale.value}) od")
        assert "července" not in (asked.meaning or "")


def test_a_line_about_an_answer_that_was_left_out_is_left_out() -> None:
    assert not any("Tel." in line.czech for line in fill_letter(FORM, ANSWERS, locale=Locale.EN, today=TODAY))
    full = fill_letter(FORM, {**ANSWERS, "contact": "777"}, locale=Locale.EN, today=TODAY)
    assert [line.czech for line in full][1] == "Tel.: 777"


def test_the_text_to_copy_is_set_out_like_a_letter() -> None:
    first = to_plain(deliver(FORM, ANSWERS, a_scene(locale=Locale.CS))[0].html)
    assert "Jana Nováková\n\nFirma\n\nV Praze dne" in first
    assert "2026.\n– Částka: 12\u00a0500\u00a0Kč\n\nNezaplatili.\nAni jednou.\n\nS pozdravem" in first


def test_a_reader_of_czech_gets_no_translation() -> None:
    reply = deliver(FORM, ANSWERS, a_scene(locale=Locale.CS))
    document = reply[1].document
    assert len(reply) == 3
    assert document is not None
    assert "meanings" not in document.html


def test_what_was_typed_is_harmless_in_text_and_on_the_page() -> None:
    evil = {**ANSWERS, "name": "<script>x</script>", "story": "a </blockquote> & b"}
    reply = deliver(FORM, evil, a_scene())
    shown = "".join(message.html + (message.document.html if message.document else "") for message in reply)
    assert "<script>" not in shown
    assert "&lt;/blockquote&gt; &amp; b" in shown


@LOCALES
def test_every_letter_can_be_filled_with_its_own_examples(locale: Locale) -> None:
    for letter in repository_letters().values():
        for with_optional in (True, False):
            lines = fill_letter(letter, answers_for(letter, with_optional=with_optional), locale=locale, today=TODAY)
            assert not [line for line in lines if "{" in line.czech + (line.meaning or "") or "  " in line.czech]
            assert len(lines) > 8


@LOCALES
def test_no_piece_of_a_letter_is_too_long_for_telegram_in_its_caption(locale: Locale) -> None:
    for letter in repository_letters().values():
        scene = a_scene(locale=locale)
        for message in deliver(letter, answers_for(letter), scene):
            if message.document is not None:
                assert len(message.html) <= 1024


def test_a_scene_without_directory_still_gives_a_page() -> None:
    scene = a_scene()
    scene.knowledge.directory.clear()  # type: ignore[attr-defined]
    assert deliver(FORM, ANSWERS, scene)[2].document is not None
