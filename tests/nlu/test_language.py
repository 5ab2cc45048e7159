from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.errors import ModelFileDamaged, TooFewExamples
from nlu.language import LanguageGuess, LanguageIdentifier
from nlu.language_model import LanguageModel, train_language_model
from nlu.locales import Locale
from nlu.rasa_data import read_examples
from nlu.repairing import Repairer


@cache
def a_model() -> LanguageModel:
    return train_language_model((example.text, example.locale) for example in read_examples())


@cache
def an_identifier() -> LanguageIdentifier:
    return LanguageIdentifier(a_model(), Repairer({}))


@pytest.mark.parametrize("chosen", Locale)
def test_the_chosen_language_always_wins(chosen: Locale) -> None:
    assert an_identifier().identify("Як продовжити візу?", chosen=chosen) == LanguageGuess(chosen, 1.0)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        pytest.param("Kde si vyřídím potvrzení pro zubaře?", Locale.CS, id="czech"),
        pytest.param("kde si mam vyridit potvrzeni o studiu", Locale.CS, id="czech bare"),
        pytest.param("where do I pick up my new residence card", Locale.EN, id="english"),
        pytest.param("Де забрати нову картку?", Locale.UK, id="ukrainian"),
        pytest.param("de meni zabraty novu kartku na prozhyvannia", Locale.UK, id="ukrainian romanised"),
        pytest.param("де мені робити прописку", Locale.UK, id="ukrainian with few marks"),
        pytest.param("Где мне забрать новую карточку?", Locale.RU, id="russian"),
        pytest.param("gde mne zabrat novuyu kartochku na zhitelstvo", Locale.RU, id="russian romanised"),
        pytest.param("Em lấy thẻ cư trú mới ở đâu ạ?", Locale.VI, id="vietnamese"),
        pytest.param("em lay the cu tru moi o dau a", Locale.VI, id="vietnamese bare"),
        pytest.param("Мені прийшло vyrozumění z ministerstva vnitra, що це?", Locale.UK, id="ukrainian with czech"),
        pytest.param("em có zaměstnanecká karta, giờ đổi chỗ làm được không", Locale.VI, id="vietnamese with czech"),
    ],
)
def test_a_text_is_known_by_its_language(text: str, locale: Locale) -> None:
    guess = an_identifier().identify(text)
    assert (guess.locale, guess.foreign) == (locale, None)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        pytest.param("My boss gave me the výpověď on Friday, do I have to sign it?", Locale.EN, id="English borrows"),
        pytest.param("Where can I get the potvrzení from úřad práce for the příspěvek?", Locale.EN, id="three words"),
        pytest.param("Văn phòng ở Žitná có thang máy không?", Locale.VI, id="Vietnamese beside a street, not Slovak"),
        pytest.param(
            "Můžu ukončit job agreement bez výpovědní lhůty, když šéf neplatí?", Locale.CS, id="Czech borrows"
        ),
        pytest.param("Kde dostanu příspěvek na bydlení?", Locale.CS, id="Czech"),
    ],
)
def test_borrowed_words_do_not_make_the_language(text: str, locale: Locale) -> None:
    guess = an_identifier().identify(text)

    assert (guess.locale, guess.foreign) == (locale, None)


@pytest.mark.parametrize("text", ["віза", "документи", "Прага", "паспорт", "страховка", "є", "школа?", "мама тато"])
def test_short_cyrillic_without_a_prior_is_not_called_russian(text: str) -> None:
    assert an_identifier().identify(text).locale is Locale.UK


@pytest.mark.parametrize("text", ["страховка", "паспорт", "школа", "strakhovka"])
@pytest.mark.parametrize("prior", [Locale.UK, Locale.RU])
def test_the_conversation_decides_what_letters_cannot(text: str, prior: Locale) -> None:
    assert an_identifier().identify(text, prior=prior).locale is prior


@pytest.mark.parametrize("prior", [None, *Locale])
def test_a_ukrainian_letter_is_never_overruled(prior: Locale | None) -> None:
    assert an_identifier().identify("мне надо продовжити", prior=prior).locale is not None
    assert an_identifier().identify("підкажите где получить візу", prior=prior).locale is Locale.UK


@pytest.mark.parametrize(
    ("text", "code", "nearest"),
    [
        pytest.param("Wie kann ich meinen Aufenthalt verlängern?", "de", Locale.EN, id="german"),
        pytest.param("Ako si môžem predĺžiť pobyt?", "sk", Locale.CS, id="slovak"),
        pytest.param("Jak mogę przedłużyć pobyt?", "pl", Locale.CS, id="polish"),
        pytest.param("كيف يمكنني تمديد التأشيرة", "ar", Locale.EN, id="arabic"),
        pytest.param("Оршин суух зөвшөөрлөө яаж сунгах вэ", "mn", Locale.RU, id="mongolian"),
        pytest.param("如何延长签证", "zh", Locale.EN, id="chinese"),
    ],
)
def test_a_sixth_language_is_noticed(text: str, code: str, nearest: Locale) -> None:
    guess = an_identifier().identify(text)
    assert (guess.foreign, guess.locale) == (code, nearest)


def test_a_sixth_language_keeps_the_language_of_the_conversation() -> None:
    assert an_identifier().identify("كيف يمكنني تمديد التأشيرة", prior=Locale.UK).locale is Locale.UK


@given(st.text())
def test_any_text_gets_a_language_and_a_probability(text: str) -> None:
    guess = an_identifier().identify(text)
    assert guess.locale in Locale
    assert 0 <= guess.p <= 1


def test_five_thousand_characters_do_no_harm() -> None:
    assert an_identifier().identify("как продлить визу " * 300).locale is Locale.RU


def test_a_saved_model_says_the_same(tmp_path: Path) -> None:
    a_model().save(tmp_path / "language.npz")
    again = LanguageModel.load(tmp_path / "language.npz")
    for text in ("jak prodlouzit vizum", "kak prodlit vizu"):
        before, after = a_model().likelihood(text).p, again.likelihood(text).p
        assert max(before, key=lambda locale: before[locale]) is max(after, key=lambda locale: after[locale])


def test_training_twice_gives_the_same_model() -> None:
    sentences = [(f"{locale.own_name} {word}", locale) for locale in Locale for word in ("a", "b")]
    assert (train_language_model(sentences).weights == train_language_model(reversed(sentences)).weights).all()


def test_a_language_without_sentences_is_refused() -> None:
    with pytest.raises(TooFewExamples):
        train_language_model([("hello", Locale.EN)])


def test_a_missing_model_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ModelFileDamaged):
        LanguageModel.load(tmp_path / "language.npz")
