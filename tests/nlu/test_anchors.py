from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.anchor_kinds import Anchor
from nlu.anchors import find_anchors, yearless_of

SAID = {
    Anchor.CARD_EXPIRY: [
        "karta mi končí v březnu",
        "moje povolení platí do 14.3.",
        "vyprší 14. března",
        "my card expires on 14 March",
        "visa valid until 14/03",
        "permit runs out",
        "картка дійсна до 14 березня",
        "ВНЖ до 14 марта",
        "у меня заканчивается карта",
        "thẻ của tôi hết hạn ngày 14 tháng 3",
        "the cua toi het han",
        "karta istekaet",
    ],
    Anchor.CARD_COLLECTED: [
        "kartu jsem vyzvedl 3.11.",
        "I picked up my card",
        "я отримала картку",
        "забрал карту",
        "nhận thẻ",
    ],
    Anchor.ARRIVAL: [
        "přijela jsem do Prahy",
        "I arrived on 3 November",
        "приїхали вчора",
        "приехал 3-го",
        "tôi sang Séc",
    ],
    Anchor.MOVE: [
        "přestěhoval jsem se",
        "we moved on 1 May",
        "переїхали 1 травня",
        "переехала",
        "chuyển nhà",
        "pereehali",
    ],
    Anchor.JOB_END: [
        "končí mi práce",
        "přišla jsem o práci",
        "I lost my job",
        "my last day at work",
        "мене звільнили",
        "меня уволили",
        "tôi bị mất việc",
        "nghỉ việc",
    ],
    Anchor.NOTIFICATION_DELIVERED: [
        "oznámení jsem podal 1.11.",
        "we sent the notification",
        "подав повідомлення",
        "gửi thông báo",
    ],
    Anchor.BIRTH: ["narodila se dcera", "our son was born", "народився син", "родилась дочь", "em bé sinh ngày"],
    Anchor.DECISION_DELIVERED: [
        "zamítli mi žádost",
        "they refused my application",
        "прийшла відмова",
        "пришёл отказ",
        "bị từ chối",
    ],
    Anchor.NOTICE_DELIVERED: [
        "dostali jsme výpověď z bytu",
        "eviction notice came",
        "виселення",
        "выселение",
        "đuổi khỏi nhà",
    ],
    Anchor.DATA_CHANGE: ["mám nový pas", "got married on 3 May", "новий паспорт", "вышла замуж", "kết hôn"],
    Anchor.DOCUMENT_LOST: ["ztratil jsem kartu", "my card was stolen", "загубила картку", "украли паспорт", "mất thẻ"],
}


@pytest.mark.parametrize(
    ("text", "anchor"), [(text, anchor) for anchor, texts in SAID.items() for text in texts], ids=str
)
def test_people_are_understood_in_their_own_words(text: str, anchor: Anchor) -> None:
    assert anchor in {mention.anchor for mention in find_anchors(text)}


def test_every_day_that_people_must_tell_has_words() -> None:
    assert set(SAID) == set(Anchor) - {Anchor.ROUND_END}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jak prodloužit kartu",
        "where is the office",
        "my passport expires on 14 March",
        "pojištění vyprší 1.1.",
        "страховка закінчується",
        "договор заканчивается 1 мая",
        "bảo hiểm hết hạn",
        "gia hạn thẻ",
        "dostal jsem výpověď v práci a",
        "🙂🙂",
    ],
)
def test_what_is_said_of_other_things_is_no_card_that_expires(text: str) -> None:
    assert Anchor.CARD_EXPIRY not in {mention.anchor for mention in find_anchors(text)}


@pytest.mark.parametrize("text", ["dostal jsem výpověď v práci", "I was given notice at work", "дали отказ от визы"])
def test_a_notice_is_not_yet_the_end_of_a_job(text: str) -> None:
    assert Anchor.JOB_END not in {mention.anchor for mention in find_anchors(text)}


def test_a_mention_knows_its_place() -> None:
    text = "Dobrý den, přijela jsem včera"
    (mention,) = find_anchors(text)
    assert text[mention.start : mention.end] == "přijela"


def test_a_romanised_mention_knows_its_place() -> None:
    text = "privet, mi pereehali 1 maja"
    (mention,) = find_anchors(text)
    assert text[mention.start : mention.end] == "pereehali"


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_look_through(text: str) -> None:
    assert all(0 <= mention.start < mention.end for mention in find_anchors(text))


def test_a_card_expires_ahead_and_a_decision_was_delivered() -> None:
    assert yearless_of(Anchor.CARD_EXPIRY).leans_ahead
    assert not yearless_of(Anchor.DECISION_DELIVERED).leans_ahead
