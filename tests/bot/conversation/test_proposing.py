from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from bot.conversation.outcomes import (
    Answer,
    ArticlePart,
    Clarification,
    Command,
    CommandOutcome,
    Escalation,
    HandoffKind,
    LanguageChosen,
    Outcome,
    PhraseCard,
    SmallTalk,
    StatusNoted,
    Unknown,
    WhoHelps,
)
from bot.conversation.proposing import Mentioned, is_elliptical, propose, propose_article, told
from knowledge.articles import Article, Confidence, Part, Section, Version
from knowledge.questions import Close, Decision, Found, Hit, NothingFits, Question
from nlu.acts import DialogueAct
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

CARD, WAGES = "residence/employee-card", "work/unpaid-wages"


def an_article(article_id: str, *, differs_for: ResidenceStatus | None = None) -> Article:
    sections = [Section(part, "…") for part in (Part.SHORT, Part.STEPS, Part.COSTS, Part.HELP)]
    if differs_for is not None:
        sections.append(Section(Part.SHORT, "…", frozenset({differs_for})))
    version = Version(Locale.CS, article_id, ("?",), tuple(sections), ())
    return Article(
        id=article_id, applies_to=frozenset(), confidence=Confidence.HIGH, verified_on=date(2026, 11, 1),
        review_by=date(2027, 1, 1), volatile=False, sources=(), figures={}, related=(), directory=(), deadlines=(),
        versions={Locale.CS: version},
    )  # fmt: skip


@dataclass
class FixedKnowledge:
    """Finds whatever it was told to."""

    finds: Decision = field(default_factory=NothingFits)
    articles: Mapping[str, Article] = field(
        default_factory=lambda: {
            CARD: an_article(CARD),
            WAGES: an_article(WAGES, differs_for=ResidenceStatus.UNDOCUMENTED),
        }
    )

    def search(self, question: Question) -> tuple[Hit, ...]:
        del question
        return ()

    def decide(self, question: Question, hits: Sequence[Hit]) -> Decision:
        del question, hits
        return self.finds


def a_question(
    text: str = "jak na to", *, article: str | None = None, status: ResidenceStatus | None = None
) -> Question:
    return Question(text, Locale.CS, status=status, article=article)


@pytest.mark.parametrize(
    ("finds", "outcome"),
    [
        pytest.param(Found(CARD, 0.9), Answer(CARD), id="one article answers"),
        pytest.param(Close((CARD, WAGES)), Clarification((CARD, WAGES)), id="two are close"),
        pytest.param(NothingFits(), Unknown(), id="nothing fits"),
    ],
)
def test_a_question_leads_to_what_search_decides(finds: Decision, outcome: Outcome) -> None:
    assert propose(DialogueAct.ASK, a_question(), FixedKnowledge(finds)) == outcome


@pytest.mark.parametrize(
    ("act", "outcome"),
    [
        (DialogueAct.HOW_MUCH, ArticlePart(CARD, Part.COSTS)),
        (DialogueAct.WHAT_STEPS, ArticlePart(CARD, Part.STEPS)),
        (DialogueAct.WHICH_DEADLINE, Answer(CARD)),
        (DialogueAct.WHERE_HELP, WhoHelps(CARD)),
        (DialogueAct.SHOW_IN_CZECH, PhraseCard(CARD)),
    ],
    ids=["costs", "steps", "no section of deadlines: the short answer", "who helps", "phrase card"],
)
def test_a_follow_up_is_about_the_current_article(act: DialogueAct, outcome: Outcome) -> None:
    assert propose(act, a_question(article=CARD), FixedKnowledge()) == outcome


def test_a_follow_up_that_names_a_subject_of_its_own_changes_the_subject() -> None:
    question = a_question("kolik stojí vymáhání dlužné mzdy", article=CARD)
    assert propose(DialogueAct.HOW_MUCH, question, FixedKnowledge(Found(WAGES, 0.8))) == Answer(WAGES, ask_status=True)


def test_a_follow_up_without_an_article_is_searched_for() -> None:
    assert propose(DialogueAct.HOW_MUCH, a_question(), FixedKnowledge(Found(CARD, 0.8))) == Answer(CARD)
    assert propose(DialogueAct.HOW_MUCH, a_question(), FixedKnowledge()) == Unknown()


def test_who_asks_for_help_with_nothing_known_reaches_a_human() -> None:
    assert propose(DialogueAct.WHERE_HELP, a_question(), FixedKnowledge()) == Escalation(HandoffKind.HUMAN)


def test_a_follow_up_about_an_article_that_is_gone_is_searched_for() -> None:
    assert propose(DialogueAct.HOW_MUCH, a_question(article="x/gone"), FixedKnowledge()) == Unknown()


def test_an_elliptical_question_stays_with_the_current_article() -> None:
    question = a_question("a když jsem student?", article=CARD)
    assert propose(DialogueAct.ASK, question, FixedKnowledge()) == Answer(CARD)
    assert propose(DialogueAct.ASK, question, FixedKnowledge(Close((CARD, WAGES)))) == Answer(CARD)


@pytest.mark.parametrize(
    "text",
    ["A co když jsem student?", "what about my kids", "а якщо двоє дітей", "А если опоздаю?", "còn vợ em thì sao"],
)
def test_ellipses_are_known_in_every_language(text: str) -> None:
    assert is_elliptical(text)


@pytest.mark.parametrize("text", ["", "Jak prodloužím pobyt?", "a co když " + "slovo " * 20])
def test_other_questions_are_no_ellipses(text: str) -> None:
    assert not is_elliptical(text)


@pytest.mark.parametrize(
    ("status", "asked", "ask_status"),
    [
        pytest.param(None, False, True, id="not known"),
        pytest.param(None, True, False, id="asked before"),
        pytest.param(ResidenceStatus.EU_CITIZEN, False, False, id="known"),
    ],
)
def test_the_status_is_asked_once_and_only_where_it_matters(
    *, status: ResidenceStatus | None, asked: bool, ask_status: bool
) -> None:
    outcome = propose(DialogueAct.ASK, a_question(status=status), FixedKnowledge(Found(WAGES, 0.9)), status_asked=asked)
    assert outcome == Answer(WAGES, ask_status=ask_status)


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (DialogueAct.WANT_HUMAN, HandoffKind.HUMAN),
        (DialogueAct.WANT_INTERPRETER, HandoffKind.INTERPRETER),
        (DialogueAct.WANT_LAWYER, HandoffKind.LAWYER),
        (DialogueAct.WANT_APPOINTMENT, HandoffKind.APPOINTMENT),
    ],
)
def test_a_wish_for_a_human_is_passed_on(act: DialogueAct, kind: HandoffKind) -> None:
    assert propose(act, a_question(), FixedKnowledge(Found(CARD, 0.99))) == Escalation(kind)


@pytest.mark.parametrize(
    ("act_p", "decision", "outcome"),
    [
        pytest.param(0.5, Found(CARD, 0.95), Answer(CARD), id="unsure wish, sure article"),
        pytest.param(0.5, Found(CARD, 0.85), Escalation(HandoffKind.LAWYER), id="neither is sure"),
        pytest.param(0.7, Found(CARD, 0.95), Escalation(HandoffKind.LAWYER), id="both are sure"),
        pytest.param(0.5, Close((CARD, WAGES)), Escalation(HandoffKind.LAWYER), id="unsure wish, a choice"),
    ],
)
def test_an_unsure_wish_yields_to_a_sure_article(act_p: float, decision: Decision, outcome: Outcome) -> None:
    assert propose(DialogueAct.WANT_LAWYER, a_question(), FixedKnowledge(decision), act_p=act_p) == outcome


@pytest.mark.parametrize(
    ("act_p", "decision", "outcome"),
    [
        pytest.param(0.5, Found(CARD, 0.95), Answer(CARD), id="unsure pleasantry, sure article"),
        pytest.param(0.5, Found(CARD, 0.85), SmallTalk(DialogueAct.VENT), id="neither is sure"),
        pytest.param(0.7, Found(CARD, 0.95), SmallTalk(DialogueAct.VENT), id="both are sure"),
    ],
)
def test_an_unsure_pleasantry_yields_to_a_sure_article(act_p: float, decision: Decision, outcome: Outcome) -> None:
    assert propose(DialogueAct.VENT, a_question(), FixedKnowledge(decision), act_p=act_p) == outcome


def test_erasing_never_yields_to_an_article() -> None:
    forgetting = propose(DialogueAct.FORGET_ME, a_question(), FixedKnowledge(Found(CARD, 0.99)), act_p=0.1)
    assert forgetting == CommandOutcome(Command.FORGET)


def test_a_status_that_was_said_is_noted_with_the_article_to_show_again() -> None:
    said = Mentioned(status=ResidenceStatus.EU_CITIZEN)
    outcome = propose(DialogueAct.SET_STATUS, a_question(article=CARD), FixedKnowledge(), mentioned=said)
    assert outcome == StatusNoted(ResidenceStatus.EU_CITIZEN, CARD)


@pytest.mark.parametrize(
    ("text", "article", "outcome"),
    [
        pytest.param("zaměstnanecká karta", None, Answer(CARD), id="a subject to look up"),
        pytest.param("mám trvalý pobyt", None, StatusNoted(ResidenceStatus.EU_CITIZEN, None), id="theirs"),
        pytest.param("trvalý pobyt", WAGES, StatusNoted(ResidenceStatus.EU_CITIZEN, WAGES), id="within a talk"),
    ],
)
def test_a_bare_title_is_a_subject_unless_something_was_talked_about(
    text: str, article: str | None, outcome: Outcome
) -> None:
    said = Mentioned(status=ResidenceStatus.EU_CITIZEN)
    question = a_question(text, article=article)
    assert propose(DialogueAct.SET_STATUS, question, FixedKnowledge(Found(CARD, 0.9)), mentioned=said) == outcome


def test_a_status_that_nobody_understands_is_a_question() -> None:
    assert propose(DialogueAct.SET_STATUS, a_question(), FixedKnowledge(Found(CARD, 0.9))) == Answer(CARD)


def test_who_would_rather_not_say_is_not_pressed() -> None:
    assert propose(DialogueAct.DECLINE_STATUS, a_question(article=CARD), FixedKnowledge()) == StatusNoted(None, CARD)


def test_a_language_switch_keeps_the_article() -> None:
    outcome = propose(
        DialogueAct.CHANGE_LANGUAGE, a_question(article=CARD), FixedKnowledge(), mentioned=Mentioned(language=Locale.UK)
    )
    assert outcome == LanguageChosen(Locale.UK, CARD)


@pytest.mark.parametrize("act", DialogueAct)
def test_every_act_leads_somewhere(act: DialogueAct) -> None:
    assert propose(act, a_question(), FixedKnowledge()) is not None


def test_small_talk_and_commands_need_no_search() -> None:
    assert propose(DialogueAct.GREET, a_question(), FixedKnowledge()) == SmallTalk(DialogueAct.GREET)
    assert propose(DialogueAct.FORGET_ME, a_question(), FixedKnowledge()) == CommandOutcome(Command.FORGET)
    assert propose(DialogueAct.WHAT_IS_KEPT, a_question(), FixedKnowledge()) == CommandOutcome(Command.PRIVACY)


def test_a_chosen_article_that_is_gone_is_unknown() -> None:
    assert propose_article("x/gone", a_question(), FixedKnowledge()) == Unknown()
    assert propose_article(CARD, a_question(), FixedKnowledge()) == Answer(CARD)


def test_what_was_told_becomes_what_is_talked_about() -> None:
    question = a_question(article=CARD)
    assert told(question, Answer(WAGES)).article == WAGES
    assert told(question, StatusNoted(ResidenceStatus.EU_CITIZEN, CARD)).status is ResidenceStatus.EU_CITIZEN
    assert told(question, Unknown()) == question


def test_a_district_alone_asks_for_people_there() -> None:
    alone = Mentioned(names_district=True, is_district_alone=True)
    knowledge = FixedKnowledge(Found(CARD, 0.9))
    assert propose(DialogueAct.GREET, a_question(), knowledge, mentioned=alone) == Escalation(HandoffKind.HUMAN)
    assert propose(DialogueAct.ASK, a_question(article=WAGES), knowledge, mentioned=alone) == WhoHelps(WAGES)
    assert propose(DialogueAct.ASK, a_question(article="gone/long-ago"), knowledge, mentioned=alone) == Escalation(
        HandoffKind.HUMAN
    )


def test_who_helps_in_a_district_asks_for_people_and_not_for_a_choice_of_articles() -> None:
    close = FixedKnowledge(Close((CARD, WAGES)))
    there = Mentioned(names_district=True)
    assert propose(DialogueAct.WHERE_HELP, a_question(), close, mentioned=there) == Escalation(HandoffKind.HUMAN)
    assert propose(DialogueAct.WHERE_HELP, a_question(), close) == Clarification((CARD, WAGES))
    found = FixedKnowledge(Found(CARD, 0.9))
    assert propose(DialogueAct.WHERE_HELP, a_question(), found, mentioned=there) == Answer(CARD)
