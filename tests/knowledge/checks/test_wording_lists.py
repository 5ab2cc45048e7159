from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.checking import check
from knowledge.checks.word_lists import patterns, read_list
from knowledge.content_tree import ContentTree
from nlu.locales import Locale
from tests.builders.content import edit, write_content

FOLDER = "knowledge/content/residence/extension"
TODAY = date(2026, 11, 21)
SAID = {
    "promise cs": (Locale.CS, "Kartu určitě dostanete."),
    "promise en": (Locale.EN, "Do not worry about it."),
    "promise uk": (Locale.UK, "Ви точно отримаєте картку."),
    "promise ru": (Locale.RU, "Не бойтесь, всё получится."),
    "promise vi": (Locale.VI, "Quý vị chắc chắn được cấp thẻ."),
    "blame cs": (Locale.CS, "Je to vaše chyba."),
    "blame en": (Locale.EN, "You should have come sooner."),
    "blame uk": (Locale.UK, "Це ваша вина."),
    "blame ru": (Locale.RU, "Вы сами виноваты."),
    "blame vi": (Locale.VI, "Lẽ ra quý vị phải báo."),
    "name cs": (Locale.CS, "Nelegální migranti sem nesmějí."),
    "name en": (Locale.EN, "Illegal immigrants may not."),
    "name uk": (Locale.UK, "Нелегали не мають права."),
    "name ru": (Locale.RU, "Нелегалы не имеют права."),
    "name vi": (Locale.VI, "Người ở lậu không được."),
    "shouting": (Locale.EN, "Apply today!"),
}
POLICE = {
    Locale.CS: ("Jděte na policii.", "Poradna mluví důvěrně."),
    Locale.EN: ("Go to the police.", "Advice is confidential."),
    Locale.UK: ("Зверніться до поліції.", "Порада конфіденційна."),
    Locale.RU: ("Обратитесь в полицию.", "Совет конфиденциален."),
    Locale.VI: ("Hãy đến cảnh sát.", "Tư vấn giữ bí mật."),
}


@pytest.fixture
def tree(tmp_path: Path) -> ContentTree:
    return write_content(tmp_path)


def add(tree: ContentTree, locale: Locale, sentence: str) -> None:
    edit(tree.root / FOLDER / f"{locale.value}.md", "## help\n", f"## help\n{sentence} ")


def messages(tree: ContentTree) -> list[str]:
    return [fault.message for fault in check(tree, today=TODAY).faults]


@pytest.mark.parametrize(("locale", "sentence"), SAID.values(), ids=SAID.keys())
def test_a_forbidden_phrase_is_named_once(tree: ContentTree, locale: Locale, sentence: str) -> None:
    add(tree, locale, sentence)

    assert len(messages(tree)) == 1


def test_people_may_use_a_forbidden_phrase_in_their_questions(tree: ContentTree) -> None:
    edit(tree.root / FOLDER / "en.md", "- how extend residence permit", "- is it my own fault, illegals get help?!")

    assert messages(tree) == []


def test_illegal_work_may_be_called_so(tree: ContentTree) -> None:
    add(tree, Locale.UK, "Нелегальна робота загрожує штрафом.")
    add(tree, Locale.VI, "Không ai chắc chắn được cấp thẻ.")

    assert messages(tree) == []


@pytest.mark.parametrize("locale", list(Locale))
def test_the_police_are_not_named_without_who_listens_in_confidence(tree: ContentTree, locale: Locale) -> None:
    advice, note = POLICE[locale]
    add(tree, locale, advice)
    assert [message.endswith("nowhere says who listens in confidence") for message in messages(tree)] == [True]

    add(tree, locale, note)
    assert messages(tree) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("cestne prohlaseni", "čestné prohlášení"),
        ("Urad prace", "úřad práce"),
        ("zaměstnanecka karta", "zaměstnanecká karta"),
        ("překlenovací vízum", "překlenovací štítek"),
    ],
    ids=["no diacritics", "capital", "half the diacritics", "not on the form"],
)
def test_a_term_is_spelled_as_on_the_form(tree: ContentTree, wrong: str, right: str) -> None:
    add(tree, Locale.VI, f"Đó là {wrong}.")

    assert [right in message for message in messages(tree)] == [True]


@pytest.mark.parametrize("term", ["ÚŘAD PRÁCE", "Zaměstnanecká karta", "[x](https://a.cz/trvaly-pobyt)", "jobless"])
def test_a_term_as_on_the_form_has_no_fault(tree: ContentTree, term: str) -> None:
    add(tree, Locale.CS, term)

    assert [message for message in messages(tree) if "form" in message] == []


def test_a_misspelled_term_in_a_czech_phrase_is_named(tree: ContentTree) -> None:
    edit(tree.root / FOLDER / "article.yaml", "potřebuji pomoc", "kde je urad prace")

    assert messages(tree) == ["'urad prace' is spelled 'úřad práce' on the form"]


def test_every_list_of_phrases_holds_in_all_languages() -> None:
    lists = [*read_list("forbidden_phrases").values(), *read_list("police_advice").values()]

    assert [set(patterns(one)) for one in lists] == [set(Locale)] * len(lists)


def test_no_term_stands_in_the_list_twice() -> None:
    terms = read_list("czech_terms")["terms"]

    assert len(terms) == len(set(terms))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[ipc.gov.cz](https://evil.example)", "link: it is called ipc.gov.cz and leads to https://evil.example"),
        ("[portál] (https://ipc.gov.cz)", "link: not well formed, expected [name](https://address)"),
        ("[portál](ipc.gov.cz)", "link: 'ipc.gov.cz' is not an http(s) web address"),
        ("[portál](https://ipc gov)", "link: not well formed, expected [name](https://address)"),
    ],
    ids=["another host", "space between", "no scheme", "space inside"],
)
def test_a_link_is_well_formed_and_leads_where_it_says(tree: ContentTree, written: str, message: str) -> None:
    add(tree, Locale.EN, f"See {written}.")

    assert message in messages(tree)


def test_a_link_may_lead_to_a_part_of_the_host_it_names(tree: ContentTree) -> None:
    for locale in Locale:
        add(tree, locale, "[gov.cz](https://www.portal.gov.cz/x) [a@b.cz](mailto:a@b.cz)")

    assert messages(tree) == []
