from __future__ import annotations

import re
import string
from pathlib import Path

import polib
import pytest

from bot.conversation.choices import FIRST_TOPICS
from bot.conversation.inbound import Kind
from bot.conversation.outcomes import Command, HandoffKind
from bot.conversation.texts import Texts, foreign_note
from knowledge.articles import Part
from nlu.acts import DialogueAct
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

FOLDER = Path(__file__).resolve().parents[3] / "bot" / "texts"
ROOT = FOLDER.parents[1]
LOCALES = pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)
_USED = re.compile(r"""(?:texts|_texts|Texts\.of\([^)]*\))\.(?:get|count)\(\s*"([a-z_.]+)\"""")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@LOCALES
def test_every_language_has_every_text_with_the_same_placeholders(locale: Locale) -> None:
    english, texts = Texts.of(Locale.EN), Texts.of(locale)
    assert set(texts.entries) == set(english.entries)
    assert set(texts.plurals) == set(english.plurals)
    for key, text in texts.entries.items():
        assert text.strip(), key
        assert placeholders(text) == placeholders(english.entries[key]), key


@LOCALES
def test_no_key_stands_twice_and_none_is_fuzzy(locale: Locale) -> None:
    catalogue = polib.pofile(str(FOLDER / f"{locale.value}.po"))
    keys = [entry.msgid for entry in catalogue]
    assert len(keys) == len(set(keys))
    assert catalogue.fuzzy_entries() == []


def test_every_text_that_the_code_names_exists() -> None:
    named = {
        key
        for folder in ("bot", "desk")
        for path in (ROOT / folder).rglob("*.py")
        for key in _USED.findall(path.read_text())
    }
    catalogue = Texts.of(Locale.EN)
    assert len(named) > 40
    assert {key for key in named if key not in catalogue.entries and key not in catalogue.plurals} == set()


def test_every_choice_has_its_text() -> None:
    texts = Texts.of(Locale.EN)
    needed = [f"status.{status.value}" for status in ResidenceStatus]
    needed += [f"talk.{act.value}" for act in DialogueAct if act.is_small_talk]
    needed += [f"command.{command.value}" for command in Command]
    needed += [f"escalation.{kind.value}" for kind in HandoffKind]
    needed += [f"section.{part.value}" for part in Part]
    needed += [f"topic.{topic}" for topic in FIRST_TOPICS]
    needed += [f"not_text.{kind.value}" for kind in Kind if kind not in (Kind.TEXT, Kind.PRESS, Kind.LOCATION)]
    assert [key for key in needed if not texts.has(key)] == []


def test_a_missing_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        Texts.of(Locale.EN).get("no.such")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        Texts.of(Locale.EN).get("answer.checked", date="today")


@pytest.mark.parametrize(
    ("locale", "number", "expected"),
    [
        (Locale.CS, 1, "1 den"),
        (Locale.CS, 3, "3 dny"),
        (Locale.CS, 30, "30 dní"),
        (Locale.EN, 1, "1 day"),
        (Locale.EN, 30, "30 days"),
        (Locale.UK, 21, "21 день"),
        (Locale.UK, 30, "30 днів"),
        (Locale.RU, 2, "2 дня"),
        (Locale.RU, 30, "30 дней"),
        (Locale.VI, 30, "30 ngày"),
    ],
)
def test_counts_take_the_form_of_their_language(locale: Locale, number: int, expected: str) -> None:
    assert Texts.of(locale).count("days", number) == expected


def test_ukrainian_has_no_russian_letters_and_russian_no_ukrainian_ones() -> None:
    ukrainian = " ".join(Texts.of(Locale.UK).entries.values()).lower()
    russian = " ".join(Texts.of(Locale.RU).entries.values()).lower()
    assert set("ыэъё") & set(ukrainian) == set()
    assert set("іїєґ") & set(russian) == set()


@LOCALES
def test_no_text_shouts_at_people(locale: Locale) -> None:
    assert [key for key, text in Texts.of(locale).entries.items() if "!" in text] == []


def test_a_sixth_language_hears_one_sentence_where_we_can() -> None:
    note = foreign_note("pl")
    assert note is not None
    assert placeholders(note) == {"language"}
    assert foreign_note("xx") is None
