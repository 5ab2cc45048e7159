from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.buttons import MAX_ID_BYTES
from bot.conversation.composing import compose
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
    Urgent,
    WhoHelps,
)
from bot.conversation.replies import Reply
from knowledge.articles import Part, Section
from nlu.acts import DialogueAct
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from nlu.urgency_kinds import UrgencyKind
from tests.builders.conversation import EXTEND, UNPAID, FakeKnowledge, a_scene, an_article, an_entry

LONG_TERM = ResidenceStatus.THIRD_COUNTRY_LONG_TERM
PROTECTED = ResidenceStatus.TEMPORARY_PROTECTION
DIFFERING = (
    Section(Part.SHORT, "You register on the portal.", frozenset({PROTECTED})),
    Section(Part.DIFFERENCES, "It is free for you.", frozenset({ResidenceStatus.EU_CITIZEN})),
)
OUTCOMES: list[Outcome] = [
    Answer(EXTEND, ask_status=True),
    *(ArticlePart(EXTEND, part) for part in Part),
    PhraseCard(EXTEND),
    WhoHelps(EXTEND),
    Clarification((EXTEND, UNPAID)),
    Unknown(),
    *(Escalation(kind) for kind in HandoffKind),
    *(Urgent(kind) for kind in UrgencyKind),
    *(SmallTalk(act) for act in DialogueAct if act.is_small_talk),
    StatusNoted(PROTECTED, EXTEND),
    StatusNoted(None, None),
    LanguageChosen(Locale.VI, EXTEND),
    LanguageChosen(None),
    *(CommandOutcome(command) for command in Command),
    Answer("no/such"),
]


def ids(reply: Reply) -> list[str]:
    return [button.id for message in reply for row in message.buttons for button in row]


def differing_knowledge() -> FakeKnowledge:
    return FakeKnowledge(articles={EXTEND: an_article(sections=DIFFERING, related=())})


@pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)
@pytest.mark.parametrize("outcome", OUTCOMES, ids=repr)
def test_every_outcome_has_a_reply_in_every_language(outcome: Outcome, locale: Locale) -> None:
    reply = compose(outcome, a_scene(locale=locale))
    assert reply
    assert all(message.html.strip() for message in reply)
    assert all(len(one.encode()) <= MAX_ID_BYTES for one in ids(reply))
    assert all("{" not in message.html for message in reply)


def test_an_answer_is_laid_out_as_the_house_wants_it() -> None:
    (message,) = compose(Answer(EXTEND), a_scene(status=LONG_TERM))
    assert message.html == (
        "<b>Extending en</b>\n"
        'Apply in time (en). Call <a href="tel:+420974801801">+420 974 801 801</a>.\n\n'
        "For: visa over 90 days or long-term residence (you told me)\n\n"
        'Checked 20\xa0Nov\xa02026 · Source: <a href="https://ipc.gov.cz/extend">ipc.gov.cz</a>'
    )
    assert ids((message,)) == [
        f"steps:{EXTEND}",
        f"card:{EXTEND}",
        f"who:{EXTEND}",
        "stat:ask",
        f"show:{UNPAID}",
        f"good:{EXTEND}",
        f"bad:{EXTEND}",
    ]


def test_only_the_askers_own_status_is_shown() -> None:
    scene = a_scene(knowledge=differing_knowledge(), status=PROTECTED)
    (message,) = compose(Answer(EXTEND), scene)
    assert "You register on the portal" in message.html
    assert "Apply in time" not in message.html
    assert "It is free for you" not in message.html


def test_a_note_for_the_askers_status_stands_in_the_answer() -> None:
    (message,) = compose(Answer(EXTEND), a_scene(knowledge=differing_knowledge(), status=ResidenceStatus.EU_CITIZEN))
    assert "It is free for you" in message.html


def test_an_answer_for_others_says_so() -> None:
    (message,) = compose(Answer(EXTEND), a_scene(status=ResidenceStatus.ASYLUM_APPLICANT))
    assert "written for other cases" in message.html


def test_asking_for_the_status_offers_what_differs_first_and_two_ways_out() -> None:
    first, question = compose(Answer(EXTEND, ask_status=True), a_scene(knowledge=differing_knowledge()))
    assert "General answer" in first.html
    offered = ids((question,))
    assert set(offered[:2]) == {"stat:temporary_protection", "stat:eu_citizen"}
    assert offered[-2:] == ["stat:unsure", "stat:private"]
    assert len(offered) == len(ResidenceStatus) + 2


def test_a_status_that_is_known_is_not_asked_for() -> None:
    assert len(compose(Answer(EXTEND, ask_status=True), a_scene(status=LONG_TERM))) == 1


def test_declining_gets_the_general_answer_with_the_differences_named() -> None:
    note, first, differences = compose(StatusNoted(None, EXTEND), a_scene(knowledge=differing_knowledge()))
    assert "That is fine" in note.html
    assert "Apply in time" in first.html
    assert "EU citizen or family member</i>: It is free for you" in differences.html


def test_who_would_rather_not_say_is_not_asked_again() -> None:
    scene = a_scene(knowledge=differing_knowledge(), status_declined=True)
    _, differences = compose(Answer(EXTEND, ask_status=True), scene)
    assert differences.buttons == ()


def test_past_its_review_date_an_answer_says_so_and_points_to_a_human() -> None:
    (message,) = compose(Answer(EXTEND), a_scene(today=date(2027, 2, 19)))
    assert "due to be checked again by 18\xa0Feb\xa02027" in message.html
    assert "human" in ids((message,))


def test_on_its_review_date_it_does_not() -> None:
    (message,) = compose(Answer(EXTEND), a_scene(today=date(2027, 2, 18)))
    assert "due to be checked" not in message.html


def test_the_steps_are_numbered_and_name_what_to_bring_and_what_it_costs() -> None:
    (message,) = compose(ArticlePart(EXTEND, Part.STEPS), a_scene(status=LONG_TERM))
    assert "<b>What to do</b>\n1. Book an appointment.\n2. Go there." in message.html
    assert "<b>What to bring</b>\n• passport\n• photo" in message.html
    assert "<b>What it costs</b>\nThe fee is 2,500 CZK." in message.html
    assert "Checked" in message.html


def test_a_part_that_is_not_there_is_admitted_and_the_answer_shown() -> None:
    missing, answer = compose(ArticlePart(EXTEND, Part.DEADLINES), a_scene())
    assert "no checked answer to this part" in missing.html
    assert "Apply in time" in answer.html


def test_the_phrase_card_shows_czech_beside_the_readers_language() -> None:
    (message,) = compose(PhraseCard(EXTEND), a_scene())
    assert "<blockquote>Dobrý den, chci prodloužit pobyt.</blockquote>\n<i>Hello, I want …</i>" in message.html
    (czech,) = compose(PhraseCard(EXTEND), a_scene(locale=Locale.CS))
    assert "<i>" not in czech.html


def test_who_helps_puts_those_first_who_speak_the_readers_language_and_leaves_out_who_does_not_serve_them() -> None:
    entries = {
        "a": an_entry("a", languages=("cs",)),
        "b": an_entry("b", languages=("cs", "vi")),
        "c": an_entry("c", languages=("vi",), serves=frozenset({ResidenceStatus.EU_CITIZEN})),
    }
    knowledge = FakeKnowledge(articles={EXTEND: an_article(directory=("a", "b", "c"))}, directory=entries)
    (message,) = compose(WhoHelps(EXTEND), a_scene(knowledge=knowledge, locale=Locale.VI, status=PROTECTED))
    assert message.html.index("Centrum b") < message.html.index("Centrum a")
    assert "Centrum c" not in message.html


def test_an_organisation_is_shown_with_what_one_needs_to_reach_it() -> None:
    (message,) = compose(WhoHelps(EXTEND), a_scene())
    for expected in (
        "<b>Centre icp</b>",
        "Languages: English, Czech, Ukrainian",
        "Address: Žitná 51, Praha 1",
        'Phone: <a href="tel:+420252543846">+420 252 543 846</a>',
        "Open: Mon–Fri 09:00–17:00; public holidays closed",
        'Website: <a href="https://icpraha.com">icpraha.com</a>',
        "Free of charge",
        "Please check the address and hours",
    ):
        assert expected in message.html


def test_a_lawyer_is_looked_for_among_those_who_give_legal_advice() -> None:
    entries = {
        "law": an_entry("law", services=("legal_counselling",)),
        "czech": an_entry("czech", services=("czech_courses",)),
    }
    (message,) = compose(Escalation(HandoffKind.LAWYER), a_scene(knowledge=FakeKnowledge(directory=entries)))
    assert "Centre law" in message.html
    assert "Centre czech" not in message.html


def test_offices_and_police_are_not_whom_we_send_people_to_for_a_talk() -> None:
    entries = {"office": an_entry("office", kind="state_office"), "police": an_entry("police", kind="police")}
    (message,) = compose(Escalation(HandoffKind.HUMAN), a_scene(knowledge=FakeKnowledge(directory=entries)))
    assert "Centre office" not in message.html
    assert "icpraha.com" in message.html


def test_after_a_card_those_who_know_that_trouble_come_first() -> None:
    entries = {"icp": an_entry(), "women": an_entry("women", kind="crisis_line", services=("victims_help",))}
    scene = a_scene(knowledge=FakeKnowledge(directory=entries), urgency=UrgencyKind.DOMESTIC_VIOLENCE)
    (message,) = compose(Escalation(HandoffKind.HUMAN), scene)
    assert message.html.index("Centre women") < message.html.index("Centre icp")


def test_a_clarification_offers_at_most_three_titles_and_none_of_these() -> None:
    articles = {f"a/{number}": an_article(f"a/{number}", title=f"T{number}") for number in range(5)}
    reply = compose(Clarification(tuple(articles)), a_scene(knowledge=FakeKnowledge(articles=articles)))
    assert ids(reply) == ["show:a/0", "show:a/1", "show:a/2", "none"]


def test_one_title_is_asked_about_as_one() -> None:
    articles = {"a/0": an_article("a/0", title="T0")}
    (message,) = compose(Clarification(("a/0",)), a_scene(knowledge=FakeKnowledge(articles=articles)))
    assert message.html == "Is this what you are asking about?"
    assert [button.label for row in message.buttons for button in row] == ["T0 en", "No, something else"]


def test_unknown_says_so_and_offers_topics_and_a_human() -> None:
    (message,) = compose(Unknown(), a_scene())
    assert message.html.startswith("I have no checked answer to that.")
    assert "human" in ids((message,))
    assert sum(one.startswith("topic:") for one in ids((message,))) == 6


def test_first_contact_offers_five_languages_in_their_own_names() -> None:
    choose, hello = compose(CommandOutcome(Command.START), a_scene(locale=Locale.UK))
    labels = [button.label for row in choose.buttons for button in row]
    assert labels == ["✓ Українська", "Čeština", "English", "Русский", "Tiếng Việt"]
    assert "30 днів" in hello.html
    assert len([one for one in ids((hello,)) if one.startswith("topic:")]) == 6


def test_a_card_of_danger_can_be_called_and_offers_a_human() -> None:
    (message,) = compose(Urgent(UrgencyKind.SELF_HARM), a_scene())
    assert '<a href="tel:112">112</a>' in message.html
    assert '<a href="tel:116016">116 016</a>' in message.html
    assert ids((message,)) == ["human"]
