from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from bot.conversation.outcomes import (
    Answer,
    Clarification,
    Command,
    CommandOutcome,
    DateQuestion,
    DeadlineWindow,
    Outcome,
)
from bot.conversation.proposing import propose
from bot.conversation.telling_dates import ask_for_date, told_in_reply, told_in_words
from knowledge.articles import Article, Counting, DeadlineRule
from knowledge.questions import Close, Decision, Found, Hit, NothingFits, Question
from nlu.acts import DialogueAct
from nlu.anchor_kinds import Anchor
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from tests.builders.conversation import TODAY, an_article
from tests.builders.deadlines import CARD, CARD_RULE, REFUSED, a_rule

MARCH = date(2027, 3, 14)
WORK = "work/other"


@dataclass(frozen=True)
class Knowledge:
    """Finds what a test says."""

    decision: Decision = field(default_factory=NothingFits)
    articles: Mapping[str, Article] = field(
        default_factory=lambda: {
            CARD: an_article(CARD, deadlines=(CARD_RULE,)),
            REFUSED: an_article(REFUSED, deadlines=(a_rule("appeal", Anchor.DECISION_DELIVERED, 0, 15),)),
            WORK: an_article(WORK),
        }
    )

    def search(self, question: Question) -> tuple[Hit, ...]:
        del question
        if isinstance(self.decision, Found):
            return (Hit(self.decision.article, self.decision.p),)
        return tuple(Hit(one, 0.2) for one in self.decision.articles) if isinstance(self.decision, Close) else ()

    def decide(self, question: Question, hits: Sequence[Hit]) -> Decision:
        del question, hits
        return self.decision


def words(text: str, knowledge: Knowledge, **known: Any) -> object:
    return told_in_words(Question(text, known.pop("locale", Locale.EN), **known), knowledge, TODAY)


SAYINGS = {
    Locale.CS: "karta mi končí 14. března, co mám dělat",
    Locale.EN: "My card expires on 14 March",
    Locale.UK: "моя картка закінчується 14 березня",
    Locale.RU: "моя карта заканчивается 14 марта",
    Locale.VI: "thẻ của tôi hết hạn ngày 14 tháng 3",
}


@pytest.mark.parametrize(("locale", "text"), SAYINGS.items(), ids=[locale.value for locale in SAYINGS])
def test_my_card_expires_on_14_march_is_counted_in_every_language(locale: Locale, text: str) -> None:
    found = words(text, Knowledge(Found(CARD, 0.9)), locale=locale)
    assert found == DeadlineWindow(CARD, Anchor.CARD_EXPIRY, MARCH)


def test_the_article_being_talked_about_counts_where_search_finds_nothing() -> None:
    assert words("it expires on 14.3.2027", Knowledge(), article=CARD) == DeadlineWindow(
        CARD, Anchor.CARD_EXPIRY, MARCH
    )


def test_a_surely_found_article_wins_over_the_one_being_talked_about() -> None:
    found = words("they refused me on 10 November", Knowledge(Found(REFUSED, 0.9)), article=CARD)
    assert found == DeadlineWindow(REFUSED, Anchor.DECISION_DELIVERED, date(2026, 11, 10))


def test_a_surely_found_article_that_counts_nothing_is_answered_instead() -> None:
    assert words("the card expires on 14.3.2027, may I travel", Knowledge(Found(WORK, 0.9)), article=CARD) is None


@pytest.mark.parametrize(
    "text",
    [
        "my card expires soon",
        "open on 14.3.2027",
        "my passport expires on 14.3.2027",
        "my son was born on 14.3.2026",
        "",
    ],
)
def test_other_messages_are_left_to_search(text: str) -> None:
    assert words(text, Knowledge(Found(CARD, 0.9))) is None


def test_an_article_without_deadlines_counts_nothing() -> None:
    assert words("my card expires on 14.3.2027", Knowledge(Found(WORK, 0.9))) is None


def test_several_articles_that_count_alike_need_no_question() -> None:
    study = an_article("residence/study", deadlines=(CARD_RULE,))
    knowledge = Knowledge(Close(("residence/study", CARD)), {**Knowledge().articles, "residence/study": study})
    found = words("my card expires on 14.3.2027", knowledge)
    assert found == DeadlineWindow("residence/study", Anchor.CARD_EXPIRY, MARCH)


RENEWAL = "residence/renewal"
PERMANENT = frozenset({ResidenceStatus.THIRD_COUNTRY_PERMANENT})


def two_cards(decision: Decision) -> Knowledge:
    renewal = an_article(RENEWAL, deadlines=(a_rule("renew", Anchor.CARD_EXPIRY, -90, 0),), applies_to=PERMANENT)
    return Knowledge(decision, {**Knowledge().articles, RENEWAL: renewal})


def test_articles_that_count_differently_are_asked_back_with_the_date_kept() -> None:
    found = words("my card expires on 14.3.2027", two_cards(Close((RENEWAL, CARD, WORK))))
    assert found == Clarification(
        (WORK,), (DeadlineWindow(RENEWAL, Anchor.CARD_EXPIRY, MARCH), DeadlineWindow(CARD, Anchor.CARD_EXPIRY, MARCH))
    )


def test_an_article_for_others_is_not_offered_to_who_told_how_they_stay() -> None:
    status = ResidenceStatus.THIRD_COUNTRY_LONG_TERM
    found = words("my card expires on 14.3.2027", two_cards(Close((RENEWAL, CARD))), status=status)
    assert isinstance(found, Clarification)
    assert [window.article for window in found.counted] == [CARD]


def test_the_article_for_their_status_counts_where_search_found_that_of_others() -> None:
    status = ResidenceStatus.THIRD_COUNTRY_LONG_TERM
    knowledge = BothFound(Found(RENEWAL, 0.8), two_cards(NothingFits()).articles)
    found = words("my card expires on 14.3.2027", knowledge, status=status)
    assert found == DeadlineWindow(CARD, Anchor.CARD_EXPIRY, MARCH)


class BothFound(Knowledge):
    """Search that is sure of one article and has seen the other."""

    def search(self, question: Question) -> tuple[Hit, ...]:
        del question
        return (Hit(RENEWAL, 0.8), Hit(CARD, 0.05))


def test_an_unlikely_article_is_offered_and_not_simply_counted_by() -> None:
    found = words("my card expires on 14.3.2027", Knowledge(Close((CARD,))))
    assert found == Clarification((), (DeadlineWindow(CARD, Anchor.CARD_EXPIRY, MARCH),))


def test_a_date_that_can_be_two_is_asked_back() -> None:
    found = words("my card expires on 03/04/2027", Knowledge(Found(CARD, 0.9)))
    assert isinstance(found, DateQuestion)
    assert [reading.day for reading in found.readings] == [date(2027, 3, 4), date(2027, 4, 3)]


def test_a_card_that_expired_a_moment_ago_is_not_taken_for_next_year() -> None:
    found = words("my card expired on 10 November", Knowledge(Found(CARD, 0.9)))
    assert isinstance(found, DateQuestion)
    assert [reading.day for reading in found.readings] == [date(2026, 11, 10), date(2027, 11, 10)]


def test_of_two_dates_the_one_beside_its_words_counts() -> None:
    found = words("I applied on 1.2.2026 and my card expires on 14.3.2027", Knowledge(Found(CARD, 0.9)))
    assert found == DeadlineWindow(CARD, Anchor.CARD_EXPIRY, MARCH)


def test_a_rule_for_others_is_not_counted_for_this_person() -> None:
    rule = a_rule("appeal", Anchor.DECISION_DELIVERED, 0, 15, applies_to=frozenset({ResidenceStatus.EU_CITIZEN}))
    knowledge = Knowledge(
        Found(REFUSED, 0.9), {REFUSED: an_article(REFUSED, deadlines=(rule,), applies_to=frozenset())}
    )
    text = "they refused me on 10 November"
    assert words(text, knowledge, status=ResidenceStatus.ASYLUM_APPLICANT) is None
    assert isinstance(words(text, knowledge, status=ResidenceStatus.EU_CITIZEN), DeadlineWindow)


def proposed(act: DialogueAct, text: str) -> Outcome:
    return propose(act, Question(text, Locale.EN), Knowledge(Found(CARD, 0.9)), today=TODAY)


@pytest.mark.parametrize("act", [DialogueAct.ASK, DialogueAct.VENT, DialogueAct.WHICH_DEADLINE, DialogueAct.SET_STATUS])
def test_a_date_is_counted_whatever_else_the_message_does(act: DialogueAct) -> None:
    assert proposed(act, "my card expires on 14 March") == DeadlineWindow(CARD, Anchor.CARD_EXPIRY, MARCH)


def test_a_wish_to_be_forgotten_goes_before_a_date() -> None:
    assert proposed(DialogueAct.FORGET_ME, "my card expires on 14 March") == CommandOutcome(Command.FORGET)


def test_without_a_day_nothing_is_counted() -> None:
    question = Question("my card expires on 14 March", Locale.EN)
    assert propose(DialogueAct.ASK, question, Knowledge(Found(CARD, 0.9))) == Answer(CARD)


def reply(text: str, awaited: Anchor | None, *rules: DeadlineRule) -> object:
    article = an_article(CARD, deadlines=rules or (CARD_RULE,))
    return told_in_reply(text, article, awaited, status=None, today=TODAY, locale=Locale.EN)


@pytest.mark.parametrize("text", ["14.3.2027", "14 March", "until 14. 3.", "it is 14 March 2027 I think, thank you"])
def test_a_reply_to_the_question_for_a_date_is_counted(text: str) -> None:
    assert reply(text, Anchor.CARD_EXPIRY) == DeadlineWindow(CARD, Anchor.CARD_EXPIRY, MARCH)


def test_yesterday_is_a_reply_but_no_date_out_of_the_blue() -> None:
    appeal = a_rule("appeal", Anchor.DECISION_DELIVERED, 0, 15)
    assert reply("yesterday", Anchor.DECISION_DELIVERED, appeal) == DeadlineWindow(
        CARD, Anchor.DECISION_DELIVERED, date(2026, 11, 20)
    )
    assert reply("yesterday", None, appeal) is None


def test_a_reply_that_is_no_day_is_asked_again() -> None:
    assert reply("31.2.2027", Anchor.CARD_EXPIRY) == DateQuestion(CARD, Anchor.CARD_EXPIRY, is_misread=True)


@pytest.mark.parametrize(
    "text", ["I do not know", "how much does it cost", "what about the other 2 papers that I need"]
)
def test_another_question_instead_of_a_date_is_answered_as_such(text: str) -> None:
    assert reply(text, Anchor.CARD_EXPIRY) is None


@pytest.mark.parametrize("text", ["14.3.2027", "14 March", "on 14.3."])
def test_a_bare_date_is_counted_where_only_one_day_can_be_meant(text: str) -> None:
    assert reply(text, None) == DeadlineWindow(CARD, Anchor.CARD_EXPIRY, MARCH)


def test_a_bare_date_that_can_be_of_two_days_is_asked_back() -> None:
    collected = a_rule("course", Anchor.CARD_COLLECTED, None, 12, counting=Counting.MONTHS)
    found = reply("14.3.", None, CARD_RULE, collected)
    assert isinstance(found, DateQuestion)
    assert [(one.anchor, one.day) for one in found.readings] == [
        (Anchor.CARD_EXPIRY, MARCH),
        (Anchor.CARD_COLLECTED, date(2026, 3, 14)),
    ]
    assert reply("collected card 14.3.", None, CARD_RULE, collected) == DeadlineWindow(
        CARD, Anchor.CARD_COLLECTED, date(2026, 3, 14)
    )


def test_a_date_among_many_words_is_not_taken_for_this_articles_date() -> None:
    assert reply("can I come to the office on 14.3.2027", None) is None


def test_who_wants_their_dates_is_asked_for_the_only_day_or_which_they_know() -> None:
    collected = a_rule("course", Anchor.CARD_COLLECTED, None, 365)
    assert ask_for_date(an_article(CARD, deadlines=(CARD_RULE,)), None) == DateQuestion(CARD, Anchor.CARD_EXPIRY)
    assert ask_for_date(an_article(CARD, deadlines=(CARD_RULE, collected)), None) == DateQuestion(CARD)
    assert ask_for_date(an_article(CARD), None) is None


def test_nobody_is_asked_for_a_date_that_is_the_same_for_all() -> None:
    end = date(2026, 12, 31)
    article = an_article(CARD, deadlines=(a_rule("round", Anchor.ROUND_END, -91, 0, fixed_date=end),))
    assert ask_for_date(article, None) == DeadlineWindow(CARD, Anchor.ROUND_END, end)
