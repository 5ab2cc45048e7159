from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.errors import ModelFileDamaged
from nlu.folding import normalise
from nlu.keyboards import meant_on_cyrillic, typed_on_latin
from nlu.locales import Locale
from nlu.repairing import Damage, Reading, Repairer, key_of, words_of
from nlu.word_memory import WordMemory, load_memories, save_memories

SAID = {
    Locale.CS: ["jak si prodloužím pobyt na úřadě", "kde žádám o dlouhodobý pobyt", "potřebuji žádost o přídavek"],
    Locale.EN: ["how do I extend my residence permit", "where is the school for my child"],
    Locale.UK: [
        "як мені подовжити дозвіл на проживання",
        "де знайти школу для дитини",
        "що робити якщо втратила картку",
    ],
    Locale.RU: [
        "как мне продлить разрешение на проживание",
        "где найти школу для ребёнка",
        "что делать если потерял карту",
    ],
    Locale.VI: [
        "làm thế nào để gia hạn thẻ cư trú",
        "làm thế nào để xin việc",
        "em mất thẻ cư trú",
        "tôi muốn tìm trường học cho con",
        "bảo hiểm y tế giá bao nhiêu",
    ],
}


def memories() -> dict[Locale, WordMemory]:
    return {
        locale: WordMemory.of(map(words_of, said), lambda word, locale=locale: key_of(word, locale))  # type: ignore[misc]
        for locale, said in SAID.items()
    }


REPAIRER = Repairer(memories())


@pytest.mark.parametrize(
    ("typed", "meant", "damage", "locale"),
    [
        ("jak si prodlouzim pobyt", "jak si prodloužím pobyt", Damage.NO_DIACRITICS, Locale.CS),
        ("lam the nao de gia han the cu tru", "làm thế nào để gia hạn thẻ cư trú", Damage.NO_DIACRITICS, Locale.VI),
        ("yak meni podovzhyty dozvil", "як мені подовжити дозвіл", Damage.ROMANISED, Locale.UK),
        ("jak meni podovžyty dozvil", "як мені подовжити дозвіл", Damage.ROMANISED, Locale.UK),
        ("chto delat esli poteryal kartu", "что делать если потерял карту", Damage.ROMANISED, Locale.RU),
        ("lt pyfqnb irjke lkz lbnbyb", "де знайти школу для дитини", Damage.WRONG_KEYBOARD, Locale.UK),
        ("ghjlkbnm hfphtitybt", "продлить разрешение", Damage.WRONG_KEYBOARD, Locale.RU),
    ],
)
def test_damaged_letters_are_put_right(typed: str, meant: str, damage: Damage, locale: Locale) -> None:
    assert REPAIRER.read(typed) == Reading(meant, damage, locale)


@pytest.mark.parametrize("text", [sentence for said in SAID.values() for sentence in said])
def test_what_is_whole_stays_as_it_is(text: str) -> None:
    assert REPAIRER.read(text) == Reading(text)


def test_shouting_becomes_speech() -> None:
    assert REPAIRER.read("ЯК МЕНІ ПОДОВЖИТИ ДОЗВІЛ?").text == "як мені подовжити дозвіл?"


@pytest.mark.parametrize(
    "text", ["", "?", "OAMP", "ok", "🙂🙂", "Wo ist das Amt und was kostet es", "xyzzy plugh frotz"]
)
def test_what_nobody_knows_is_left_alone(text: str) -> None:
    assert REPAIRER.read(text) == Reading(text)


def test_names_and_numbers_stand_where_they_stood() -> None:
    read = REPAIRER.read("jak si prodlouzim pobyt, Nguyen, do 14. 3. 2027?")
    assert read.text == "jak si prodloužím pobyt, Nguyen, do 14. 3. 2027?"


@given(st.text(max_size=80))
def test_any_text_is_read_and_nothing_is_made_up(text: str) -> None:
    reading = REPAIRER.read(text)
    # Where no language was found, only capitals may have changed.
    assert reading.locale is not None or reading.text.casefold() == normalise(text).casefold()


@pytest.mark.parametrize("locale", [Locale.UK, Locale.RU])
def test_a_keyboard_is_undone(locale: Locale) -> None:
    text = "Що це: «її»? Де знайти, будь ласка; №1" if locale is Locale.UK else "Ёж: где объявление? Это; здесь"
    assert meant_on_cyrillic(typed_on_latin(text, locale), locale) == text


@pytest.mark.parametrize(
    ("meant", "locale"),
    [
        ("где найти школу для ребёнка?", Locale.RU),
        ("де знайти школу: для дитини, 14, втратила", Locale.UK),
        ("де знайти žádost для дитини", Locale.UK),
        ("що робити якщо втратила pobyt, якщо картку?", Locale.UK),
        ("где найти žádost, для ребёнка «школу»?", Locale.RU),
    ],
)
def test_words_in_latin_letters_stay_on_a_wrong_keyboard(meant: str, locale: Locale) -> None:
    assert REPAIRER.read(typed_on_latin(meant, locale)) == Reading(meant, Damage.WRONG_KEYBOARD, locale)


@pytest.mark.parametrize("text", ["where is the school for my child", "kde žádám o dlouhodobý pobyt", "z b d"])
def test_latin_languages_are_not_taken_for_a_wrong_keyboard(text: str) -> None:
    assert REPAIRER.read(text).text == text


def test_without_memories_nothing_is_repaired() -> None:
    assert Repairer({}).read("jak si prodlouzim pobyt") == Reading("jak si prodlouzim pobyt")


def test_memories_come_back_from_the_file(tmp_path: Path) -> None:
    save_memories({locale.value: memory for locale, memory in memories().items()}, tmp_path / "words.npz")
    again = {Locale(code): memory for code, memory in load_memories(tmp_path / "words.npz").items()}
    assert again == memories()


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ModelFileDamaged):
        load_memories(tmp_path / "words.npz")


def test_short_names_in_capitals_are_no_words() -> None:
    assert REPAIRER.read("yak meni podovzhyty DO dozvil").text == "як мені подовжити DO дозвіл"


def test_english_is_not_taken_for_bare_czech() -> None:
    said = {**SAID, Locale.CS: [*SAID[Locale.CS], "child support permit school", "where is my child"]}
    repairer = Repairer(
        {
            locale: WordMemory.of(map(words_of, texts), lambda word, locale=locale: key_of(word, locale))  # type: ignore[misc]
            for locale, texts in said.items()
        }
    )
    assert repairer.read("where is the school for my child") == Reading("where is the school for my child")
