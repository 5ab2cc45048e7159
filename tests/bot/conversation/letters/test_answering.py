from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.letters.answering import LONGEST_PROSE, LONGEST_TEXT, Refusal, is_question, read_answer
from knowledge.letters import FieldKind
from nlu.locales import Locale
from tests.builders.letters import a_field, a_letter

TODAY = date(2026, 11, 28)
BIRTH = a_field("birth", FieldKind.DATE, is_past=True)
MOVE = a_field("move", FieldKind.DATE)
CHOICE = a_letter().fields[0]


def read(text: str, kind: FieldKind = FieldKind.TEXT, locale: Locale = Locale.EN) -> str | Refusal:
    return read_answer(a_field("x", kind), text, today=TODAY, locale=locale)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  Nguyễn   Văn An ", "Nguyễn Văn An"),
        ("Dlouhá 1,\n110 00 Praha 1", "Dlouhá 1, 110 00 Praha 1"),
        ("O'Neil-Şahin", "O'Neil-Şahin"),
        ("a\u200bb\x00c", "abc"),
        ("OAM-12345/DP-2026", "OAM-12345/DP-2026"),
        ("Олена", Refusal.NOT_LATIN),
        ("Jana Новак", Refusal.NOT_LATIN),
        ("王", Refusal.NOT_LATIN),
        ("", Refusal.EMPTY),
        ("🙂 -", Refusal.EMPTY),
        ("ž" * LONGEST_TEXT, "ž" * LONGEST_TEXT),
        ("ž" * (LONGEST_TEXT + 1), Refusal.TOO_LONG),
    ],
    ids=range(12),
)
def test_a_text_is_one_line_in_latin_letters(typed: str, expected: str | Refusal) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Šéf řekl:\n\n\n  nic. ", "Šéf řekl:\nnic."),
        ("Мені не заплатили.", "Мені не заплатили."),
        (" \n ", Refusal.EMPTY),
        ("ž" * (LONGEST_PROSE + 1), Refusal.TOO_LONG),
        ("ž" * 5000, Refusal.TOO_LONG),
    ],
    ids=["lines", "any alphabet", "blank", "long", "5000"],
)
def test_prose_may_have_lines_and_any_alphabet(typed: str, expected: str | Refusal) -> None:
    assert read(typed, FieldKind.PROSE) == expected


@pytest.mark.parametrize(
    ("typed", "locale", "expected"),
    [
        ("5. 4. 1990", Locale.CS, "1990-04-05"),
        ("5.4.1951", Locale.UK, "1951-04-05"),
        ("5 April 1990", Locale.EN, "1990-04-05"),
        ("народилася 5 квітня 1990 року", Locale.UK, "1990-04-05"),
        ("1990-04-05", Locale.EN, "1990-04-05"),
        ("ngày 5 tháng 4 năm 1990", Locale.VI, "1990-04-05"),
        ("05/04/1990", Locale.VI, "1990-04-05"),
        ("včera", Locale.CS, "2026-11-27"),
        ("05/04/1990", Locale.EN, Refusal.UNCLEAR_DATE),
        ("31. 2. 1990", Locale.CS, Refusal.NO_DATE),
        ("5. 4. 85", Locale.CS, Refusal.NO_DATE),
        ("nevím", Locale.CS, Refusal.NO_DATE),
        ("1. 1. 1990 nebo 2. 2. 1990", Locale.CS, Refusal.NO_DATE),
        ("5. 4. 2027", Locale.CS, Refusal.DATE_TO_COME),
    ],
    ids=range(14),
)
def test_a_past_day_of_any_year_is_read(typed: str, locale: Locale, expected: str | Refusal) -> None:
    assert read_answer(BIRTH, typed, today=TODAY, locale=locale) == expected


def test_a_day_to_come_fits_where_it_may_be_to_come() -> None:
    assert read_answer(MOVE, "5. 4. 2027", today=TODAY, locale=Locale.CS) == "2027-04-05"
    assert read_answer(MOVE, "1. 12.", today=TODAY, locale=Locale.CS) == "2026-12-01"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12500", "12500"),
        ("12 500 Kč", "12500"),
        ("12.500,50 Kč", "12500.50"),
        ("CZK", Refusal.NO_AMOUNT),
        ("25,000 CZK", "25000"),
        ("12\u00a0500,- Kč", "12500"),
        ("18000 крон", "18000"),
        ("0", Refusal.NO_AMOUNT),
        ("-5", Refusal.NO_AMOUNT),
        ("asi 12000", Refusal.NO_AMOUNT),
        ("9" * 30, Refusal.NO_AMOUNT),
    ],
)
def test_an_amount_is_digits_with_or_without_its_currency(typed: str, expected: str | Refusal) -> None:
    assert read(typed, FieldKind.AMOUNT) == expected


@pytest.mark.parametrize(
    ("typed", "locale", "expected"),
    [
        ("1", Locale.EN, "whole"),
        ("2.", Locale.UK, "part"),
        ("CAST MZDY", Locale.CS, "part"),
        ("část mzdy (vi)", Locale.VI, "part"),
        ("3", Locale.EN, Refusal.NO_CHOICE),
        ("0", Locale.EN, Refusal.NO_CHOICE),
        ("something else", Locale.EN, Refusal.NO_CHOICE),
    ],
)
def test_a_choice_is_typed_by_number_or_by_its_words(typed: str, locale: Locale, expected: str | Refusal) -> None:
    assert read_answer(CHOICE, typed, today=TODAY, locale=locale) == expected


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        (FieldKind.TEXT, "What is a case number?", True),
        (FieldKind.DATE, "proč to chcete vědět?", True),
        (FieldKind.TEXT, "Jana?", False),
        (FieldKind.TEXT, "Dlouhá 1", False),
        (FieldKind.TEXT, "", False),
        (FieldKind.PROSE, "Proč mi neplatí?", False),
    ],
)
def test_a_question_is_told_from_an_answer(kind: FieldKind, typed: str, expected: bool) -> None:  # noqa: FBT001
    assert is_question(a_field("x", kind), typed) is expected


@given(st.text(max_size=200), st.sampled_from(list(FieldKind)), st.sampled_from(list(Locale)))
def test_whatever_is_typed_is_an_answer_or_a_refusal(typed: str, kind: FieldKind, locale: Locale) -> None:
    field = CHOICE if kind is FieldKind.CHOICE else a_field("x", kind)
    answer = read_answer(field, typed, today=TODAY, locale=locale)
    assert isinstance(answer, Refusal) or answer
    assert not isinstance(answer, str) or isinstance(answer, Refusal) or answer == answer.strip()
