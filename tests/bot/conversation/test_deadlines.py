from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from bot.channels.pieces import pieces_for
from bot.conversation.buttons import MAX_ID_BYTES, Press, read_button
from bot.conversation.composing import compose
from bot.conversation.dated_buttons import Dated, read_dated, write_dated
from bot.conversation.outcome_wire import outcome_from_wire, outcome_to_wire
from bot.conversation.outcomes import (
    AnchoredDay,
    Answer,
    Clarification,
    Command,
    CommandOutcome,
    DateQuestion,
    DeadlineWindow,
    Outcome,
)
from bot.conversation.reminders import promised, reminder, reminder_list
from bot.conversation.reminding import (
    Deadline,
    Remind,
    StopReminding,
    morning_of,
    read_dated_press,
    remind,
)
from bot.conversation.scene import Scene
from bot.conversation.texts import Texts
from knowledge.articles import Part, Section
from knowledge.deadlines import Step
from knowledge.loading import Content, load_sound_articles
from nlu.anchor_kinds import Anchor
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from tests.builders.conversation import EXTEND, TODAY, FakeKnowledge, a_scene, an_article
from tests.builders.deadlines import CARD_RULE, a_rule

MARCH = date(2027, 3, 14)
WINDOW = DeadlineWindow(EXTEND, Anchor.CARD_EXPIRY, MARCH)
OF = Deadline(EXTEND, "extend", MARCH)
COURSE = a_rule("integration_course", Anchor.CARD_COLLECTED, None, 365)
LOCALES = pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)


def a_dated_scene(*rules: object, **changes: object) -> Scene:
    late = Section(Part.DEADLINES, "Late by one day means refusal.")
    article = an_article(EXTEND, deadlines=rules or (CARD_RULE,), sections=(late,))
    return a_scene(knowledge=FakeKnowledge(articles={EXTEND: article}), **changes)


def buttons(outcome: Outcome, scene: Scene) -> list[str]:
    return [button.id for message in compose(outcome, scene) for row in message.buttons for button in row]


def html(outcome: Outcome, scene: Scene) -> str:
    return "\n---\n".join(message.html for message in compose(outcome, scene)).replace("\u00a0", " ")


def test_the_window_says_what_was_taken_for_granted_the_days_the_law_and_what_happens_when_late() -> None:
    shown = html(WINDOW, a_dated_scene())
    for part in (
        "Your card or visa expires: Sunday 14 March 2027",
        "First day: Saturday 14 November 2026",
        "Last day: Sunday 14 March 2027",
        "Time left: 113 days",
        "Plan for this day at the latest: Friday 12 March 2027",
        "Monday 15 March 2027",
        "§ 44a, 326/1999 Sb.",
        "Late by one day means refusal.",
        "Checked 20 Nov 2026 · Source: ",
    ):
        assert part in shown


def test_the_stricter_day_stands_before_the_one_not_to_rely_on() -> None:
    shown = html(WINDOW, a_dated_scene())
    assert shown.index("14 March 2027") < shown.index("12 March 2027") < shown.index("15 March 2027")


DAYS = {
    "too early": (date(2026, 11, 1), "It is too early now. Time until the first day: 13 days."),
    "last days": (date(2027, 3, 10), "Time is short. Left: 4 days."),
    "last day": (MARCH, "The last day is today."),
    "next working day": (date(2027, 3, 15), "The next working day (Monday 15 March 2027) may still count."),
    "late": (date(2027, 3, 16), "This day is over. It still makes sense to act"),
}


@pytest.mark.parametrize(("today", "expected"), DAYS.values(), ids=DAYS)
def test_the_window_says_how_it_lies_to_today(today: date, expected: str) -> None:
    assert expected in html(WINDOW, a_dated_scene(today=today))


def test_a_day_to_plan_for_that_is_over_is_not_named() -> None:
    for today in (MARCH, date(2027, 3, 15), date(2027, 3, 16)):
        assert "12 March" not in html(WINDOW, a_dated_scene(today=today))
    assert "send it today by post" in html(WINDOW, a_dated_scene(today=MARCH))


def test_who_is_late_is_led_to_a_person_first() -> None:
    scene = a_dated_scene(today=date(2027, 3, 20))
    assert buttons(WINDOW, scene)[0] == "human"
    assert not any(button.startswith("remind:") for button in buttons(WINDOW, scene))


@LOCALES
def test_a_window_a_question_and_a_reminder_are_said_in_every_language(locale: Locale) -> None:
    scene = a_dated_scene(CARD_RULE, COURSE, locale=locale)
    readings = (AnchoredDay(Anchor.CARD_EXPIRY, MARCH), AnchoredDay(Anchor.CARD_COLLECTED, date(2026, 3, 14)))
    for outcome in (WINDOW, DateQuestion(EXTEND), DateQuestion(EXTEND, Anchor.CARD_EXPIRY, is_misread=True)):
        assert "{" not in html(outcome, scene)
    assert "2027" in html(WINDOW, scene)
    assert len(buttons(DateQuestion(EXTEND, None, readings), scene)) == 3
    (message,) = reminder(OF, scene)
    assert Texts.of(locale).get("remind.title") in message.html
    assert "{" not in message.html


def test_a_date_with_two_readings_is_asked_back_with_two_buttons_and_another_date() -> None:
    readings = tuple(AnchoredDay(Anchor.CARD_EXPIRY, day) for day in (date(2027, 3, 4), date(2027, 4, 3)))
    scene = a_dated_scene()
    asked = buttons(DateQuestion(EXTEND, Anchor.CARD_EXPIRY, readings), scene)
    pressed = [read_button(one) for one in asked]
    assert [one.press for one in pressed if one] == [Press.WHEN, Press.WHEN, Press.DATES]
    led = [read_dated_press(one, scene.knowledge.articles, None, TODAY) for one in pressed if one]
    assert led[:2] == [DeadlineWindow(EXTEND, reading.anchor, reading.day) for reading in readings]


def test_an_answer_whose_article_counts_days_offers_them_and_others_do_not() -> None:
    assert f"dates:{EXTEND}" in buttons(Answer(EXTEND), a_dated_scene())
    assert f"dates:{EXTEND}" not in buttons(Answer(EXTEND), a_scene())


def test_a_rule_for_others_is_neither_offered_nor_counted() -> None:
    citizens = replace(CARD_RULE, applies_to=frozenset({ResidenceStatus.EU_CITIZEN}))
    scene = a_dated_scene(citizens, status=ResidenceStatus.UNDOCUMENTED)
    assert f"dates:{EXTEND}" not in buttons(Answer(EXTEND), scene)
    assert "Last day" not in html(WINDOW, scene)
    assert "Late by one day" in html(WINDOW, scene)


def test_several_rules_of_one_day_have_each_their_own_button() -> None:
    renew = a_rule("renew_eu_and_family", Anchor.CARD_EXPIRY, -90, 15)
    found = [one for one in buttons(WINDOW, a_dated_scene(CARD_RULE, renew)) if one.startswith("remind:")]
    assert len(found) == 2


def test_a_rule_without_words_of_its_own_is_called_by_its_article() -> None:
    scene = a_dated_scene(a_rule("something-new", Anchor.CARD_EXPIRY, None, 0))
    assert html(WINDOW, scene).count("Extending en") == 2


def test_a_choice_between_articles_keeps_the_date_that_was_told() -> None:
    scene = a_dated_scene()
    asked = buttons(Clarification((), (WINDOW,)), scene)
    assert asked == [f"when:{write_dated(Dated(EXTEND, 'card_expiry', MARCH))}", "none"]
    (first, _) = compose(Clarification((), (WINDOW, replace(WINDOW, day=TODAY))), scene)[0].buttons[:2]
    assert first[0].label == "14\u00a0Mar\u00a02027: Extending en"


def test_a_window_on_an_article_that_is_gone_is_an_old_button() -> None:
    gone = DeadlineWindow("residence/gone", Anchor.CARD_EXPIRY, MARCH)
    assert html(gone, a_scene()) == Texts.of(Locale.EN).get("press.stale")


def test_wanting_a_reminder_lists_its_days_and_how_to_end_it() -> None:
    scene = a_dated_scene()
    wish = remind(scene.knowledge.articles[EXTEND], OF, TODAY)
    assert wish == Remind(OF, {Step.MONTH: date(2027, 2, 10), Step.WEEK: date(2027, 3, 5), Step.DAY: date(2027, 3, 11)})
    (message,) = promised(wish, scene)
    assert message.html.count("• ") == 3
    assert [button.id for row in message.buttons for button in row] == [f"stop:{write_dated(Dated(*astuple(OF)))}"]


def astuple(of: Deadline) -> tuple[str, str, date]:
    return of.article, of.rule, of.day


def test_the_button_to_end_it_says_of_which_deadline() -> None:
    articles = a_dated_scene().knowledge.articles
    pressed = read_button(f"stop:{write_dated(Dated(*astuple(OF)))}")
    assert pressed is not None
    assert read_dated_press(pressed, articles, None, TODAY) == StopReminding(OF)
    everything = read_button("stop")
    assert everything is not None
    assert read_dated_press(everything, articles, None, TODAY) == StopReminding(None)


def test_too_late_for_a_reminder_leads_to_a_person() -> None:
    scene = a_dated_scene(today=date(2027, 3, 12))
    wish = remind(scene.knowledge.articles[EXTEND], OF, scene.today)
    assert wish == Remind(OF, {})
    assert "too late for a reminder" in promised(wish, scene)[0].html


def test_a_reminder_of_an_article_that_is_gone_still_says_what_it_was_about_and_can_be_ended() -> None:
    (message,) = reminder(Deadline("residence/gone", "extend", MARCH), a_scene())
    assert "14\u00a0March\u00a02027" in message.html
    assert [button.id for row in message.buttons for button in row] == ["human", "stop"]


def test_a_reminder_tells_how_things_stand_on_its_day() -> None:
    (message,) = reminder(OF, a_dated_scene(today=date(2027, 3, 11)))
    assert "Time is short. Left: 3 days." in message.html


def test_the_list_of_reminders_has_a_way_to_end_each_and_all() -> None:
    scene = a_dated_scene(CARD_RULE, COURSE)
    other = Deadline(EXTEND, "integration_course", date(2026, 3, 14))
    (message,) = reminder_list([(OF, [MARCH]), (other, [MARCH])], scene)
    assert [button.id.split(":")[0] for row in message.buttons for button in row] == ["stop", "stop", "stop"]
    assert html(CommandOutcome(Command.REMINDERS), scene) == Texts.of(Locale.EN).get("remind.none")


def test_reminders_go_out_at_nine_in_prague_in_summer_and_in_winter() -> None:
    assert morning_of(date(2027, 1, 10)).isoformat() == "2027-01-10T08:00:00+00:00"
    assert morning_of(date(2027, 7, 10)).isoformat() == "2027-07-10T07:00:00+00:00"


@pytest.mark.parametrize(
    "of",
    ["", ":", "zzzz:card_expiry:20270314", "x" * 64, "card_expiry", "🙂:🙂:🙂"],
)
def test_a_button_that_is_none_of_ours_means_nothing(of: str) -> None:
    assert read_dated(of, [EXTEND]) is None


@pytest.mark.parametrize("day", ["20270230", "2027314", "99999999", "2027-3-4", "20270314:5", "٢٠٢٧٠٣١٤"])
def test_a_button_with_a_day_that_is_none_means_nothing(day: str) -> None:
    mark = write_dated(Dated(EXTEND, "card_expiry"))
    assert read_dated(f"{mark}:{day}", [EXTEND]) is None


def test_a_made_up_button_at_the_end_of_the_calendar_means_nothing() -> None:
    articles = a_dated_scene(COURSE).knowledge.articles
    for press, name in ((Press.WHEN, "card_collected"), (Press.REMIND, "integration_course")):
        pressed = read_button(f"{press.value}:{write_dated(Dated(EXTEND, name, date(9999, 12, 31)))}")
        assert pressed is not None
        assert read_dated_press(pressed, articles, None, TODAY) is None


@pytest.mark.parametrize(
    "outcome",
    [
        WINDOW,
        DateQuestion(EXTEND),
        DateQuestion(EXTEND, Anchor.MOVE, (AnchoredDay(Anchor.MOVE, MARCH), AnchoredDay(Anchor.MOVE, TODAY))),
        DateQuestion(EXTEND, Anchor.MOVE, is_misread=True),
        Clarification((EXTEND,), (WINDOW,)),
    ],
    ids=["window", "question", "readings", "misread", "choice"],
)
def test_an_outcome_with_days_survives_the_way_from_rasa(outcome: Outcome) -> None:
    assert outcome_from_wire(json.loads(json.dumps(outcome_to_wire(outcome)))) == outcome


@pytest.fixture(scope="module")
def content() -> Content:
    return load_sound_articles(today=TODAY)


def test_every_rule_and_every_day_of_the_articles_has_its_words(content: Content) -> None:
    texts = Texts.of(Locale.EN)
    rules = [rule for article in content.articles.values() for rule in article.deadlines]
    needed = {f"deadline.{rule.id.replace('-', '_')}" for rule in rules}
    needed |= {f"anchor.{anchor.value}" for anchor in Anchor}
    needed |= {f"anchor.{anchor.value}.ask" for anchor in Anchor if anchor is not Anchor.ROUND_END}
    needed |= {f"step.{step.value}" for step in Step}
    assert len(rules) > 30
    assert sorted(key for key in needed if not texts.has(key)) == []


@LOCALES
def test_every_deadline_of_the_articles_can_be_shown_and_kept(content: Content, locale: Locale) -> None:
    scene = a_scene(knowledge=content, locale=locale)
    for article in content.articles.values():
        for rule in article.deadlines:
            day = rule.fixed_date or MARCH
            of = Deadline(article.id, rule.id, day)
            wish = remind(article, of, TODAY)
            assert wish is not None
            replies = (
                compose(DeadlineWindow(article.id, rule.anchor, day), scene),
                compose(DateQuestion(article.id, None, (AnchoredDay(rule.anchor, day),) * 2), scene),
                compose(DateQuestion(article.id), scene),
                reminder(of, scene),
                promised(wish, scene),
                reminder_list([(of, [day])] * 2, scene),
            )
            for reply in replies:
                assert all(message.html.strip() for message in pieces_for("telegram", reply))
                ids = [button.id for message in reply for row in message.buttons for button in row]
                assert all(0 < len(one.encode()) <= MAX_ID_BYTES for one in ids)
