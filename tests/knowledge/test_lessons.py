from __future__ import annotations

import numpy as np

from knowledge.centring import Centring, locale_number
from knowledge.lessons import Teacher
from knowledge.passages import Passage, PassageKind
from nlu.encoders.hashing import HashingEncoder
from nlu.locales import Locale

ARTICLES = ("health/doctor", "work/contract")


def asked(article: str, text: str, locale: Locale = Locale.EN) -> Passage:
    return Passage(article, locale, PassageKind.QUESTION, text)


def a_teacher() -> Teacher:
    encoder = HashingEncoder()
    texts = ["is my contract valid", "where is a doctor", "kde je lékař", "do kdy platí smlouva"]
    locales = np.array([locale_number(locale) for locale in (Locale.EN, Locale.EN, Locale.CS, Locale.CS)])
    return Teacher(encoder, Centring.fit(encoder.encode_questions(texts), locales), ARTICLES)


def test_a_passage_is_labelled_by_its_article_and_what_nothing_answers_by_none_of_them() -> None:
    teacher = a_teacher()
    lessons = teacher.passages([asked("work/contract", "is it valid"), asked("health/doctor", "who heals")])
    lessons += teacher.none([("wie spät ist es", Locale.EN)])
    assert lessons.texts == ["is it valid", "who heals", "wie spät ist es"]
    assert lessons.labels.tolist() == [1, 0, 2]
    assert lessons.vectors.shape == (3, teacher.encoder.dimension)


def test_a_question_with_czech_words_is_a_variant_of_its_question() -> None:
    variants = a_teacher().code_mixed([asked("health/doctor", "who heals"), asked("work/contract", "is my visa valid")])
    assert variants.lessons.texts == ["is my vízum valid"]
    assert variants.lessons.labels.tolist() == [1]
    assert variants.of.tolist() == [1]


def test_without_a_question_there_is_no_lesson() -> None:
    teacher = a_teacher()
    nothing = teacher.code_mixed([]).lessons + teacher.none([])
    assert (len(nothing.texts), nothing.vectors.shape) == (0, (0, teacher.encoder.dimension))
