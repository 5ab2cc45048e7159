"""One question in each language, with the article that answers it."""

from __future__ import annotations

from dataclasses import dataclass

from nlu.locales import Locale


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody types, and which article they need."""

    locale: Locale
    text: str
    article: str


FIVE = (
    Asked(
        Locale.CS,
        "Kdy nejpozději můžu podat žádost o prodloužení dlouhodobého pobytu?",
        "residence/long-term-residence-extend",
    ),
    Asked(Locale.EN, "how do we sign up our six year old for first grade", "education/primary-school-enrolment"),
    Asked(Locale.UK, "роботодавець не заплатив мені зарплату за два місяці що робити", "work/unpaid-wages"),
    Asked(Locale.RU, "как найти врача который примет нового пациента", "health/find-a-doctor"),
    Asked(Locale.VI, "tro cap tre em xin o dau", "social/child-allowance"),
)
