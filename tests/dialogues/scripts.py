"""What people say in the dialogues, by language. Written for these tests."""

from __future__ import annotations

from dataclasses import dataclass

from nlu.locales import Locale


@dataclass(frozen=True, slots=True)
class Sayings:
    """One person's words.

    Attributes:
        question: About extending long-term residence.
        follow_up: Asks what it costs, without saying of what.
        switch: Asks for another language, `switch_to`.
        differing: A question whose answer differs by status.
        nonsense: Nothing that anybody could answer.
        danger: Speaks of violence at home.
    """

    question: str
    follow_up: str
    switch: str
    switch_to: Locale
    differing: str
    nonsense: str
    danger: str


BY_LOCALE = {
    Locale.CS: Sayings(
        question="dokdy musím prodloužit dlouhodobý pobyt",
        follow_up="a kolik to stojí?",
        switch="anglicky prosím",
        switch_to=Locale.EN,
        differing="přídavek na dítě",
        nonsense="hrkl brkl 77 zzz",
        danger="manžel mě doma bije a nechce mě pustit ven",
    ),
    Locale.EN: Sayings(
        question="when can I extend my long-term residence",
        follow_up="and how much is it?",
        switch="please write to me in Ukrainian",
        switch_to=Locale.UK,
        differing="child allowance",
        nonsense="grbl frtz 77 zzz",
        danger="my husband is beating me and I can't leave the flat",
    ),
    Locale.UK: Sayings(
        question="коли подавати на продовження довгострокового перебування",
        follow_up="а скільки це коштує?",
        switch="давайте чеською",
        switch_to=Locale.CS,
        differing="допомога на дитину",
        nonsense="грбл фртц 77 ззз",
        danger="чоловік б'є мене вдома і не випускає",
    ),
    Locale.RU: Sayings(
        question="когда подавать на продление долгосрочного проживания",
        follow_up="а сколько это стоит?",
        switch="отвечайте мне по-английски",
        switch_to=Locale.EN,
        differing="детское пособие",
        nonsense="грбл фртц 77 ыыы",
        danger="муж бьёт меня дома и не выпускает",
    ),
    Locale.VI: Sayings(
        question="khi nào nộp đơn gia hạn thẻ cư trú dài hạn",
        follow_up="hết bao nhiêu tiền ạ?",
        switch="nói tiếng Anh được không",
        switch_to=Locale.EN,
        differing="trợ cấp trẻ em",
        nonsense="grbl frtz 77 zzz",
        danger="chồng em đánh em và nhốt em trong nhà",
    ),
}
