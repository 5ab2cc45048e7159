from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest

from bot.conversation.buttons import read_button
from bot.conversation.letters.draft import Draft, begin
from bot.conversation.letters.form import FormStep, after_danger, ask_again, take
from bot.conversation.routing import CommandRoute, EngineRoute, FormRoute, PressRoute, Route
from bot.conversation.scene import Scene
from bot.conversation.texts import Texts
from nlu.locales import Locale
from tests.builders.conversation import UNPAID, FakeKnowledge, a_scene
from tests.builders.letters import ANSWERS, LETTER, TYPED, a_letter

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=timezone.utc)
FORM = a_letter()
SCENE = a_scene(knowledge=FakeKnowledge(letters={LETTER: FORM, "other": a_letter("other")}))
FULL = Draft(LETTER, NOW, ANSWERS)


def text(key: str, locale: Locale = Locale.EN) -> str:
    return Texts.of(locale).get(key)


def tap(button: str) -> Route:
    return PressRoute(read_button(button))


def way(typed: str) -> Route:
    return FormRoute(typed[1:]) if typed.startswith("/") else EngineRoute(typed)


def step(given: Route, draft: Draft | None, scene: Scene = SCENE) -> FormStep:
    taken = take(given, draft, scene, NOW)
    assert taken is not None
    return taken


def said(taken: FormStep) -> str:
    return "\n---\n".join(message.html for message in taken.reply)


def draft_of(taken: FormStep) -> Draft:
    assert taken.draft is not None
    return taken.draft


def buttons(taken: FormStep) -> list[str]:
    return [one.id for message in taken.reply for row in message.buttons for one in row]


def test_a_letter_opens_with_what_it_is_for_and_its_first_question() -> None:
    opened = step(tap(f"letter:{LETTER}"), None)
    assert "purpose (en)" in said(opened)
    assert "ask what (en)" in said(opened)
    assert draft_of(opened) == begin(FORM, NOW)
    assert "form:choose:what:whole" in buttons(opened)


def test_typing_every_answer_leads_to_the_last_look() -> None:
    draft = begin(FORM, NOW)
    for typed in TYPED:
        draft = draft_of(step(way(typed), draft))
    assert dict(draft.answers) == ANSWERS
    assert draft.asked is None
    (look,) = ask_again(draft, SCENE)
    assert "<b>1\u00a0July\u00a02026</b>" in look.html
    assert "<b>CZK\u00a012,500</b>" in look.html
    assert look.is_private


def test_the_letter_is_made_at_the_last_look_and_the_form_is_closed() -> None:
    made = step(tap("form:done"), FULL)
    assert made.draft is None
    assert "Žádám o část mzdy od 1.\u00a0července\u00a02026." in made.reply[0].html
    assert [message.is_private for message in made.reply] == [True, True, True, False]
    assert made.reply[2].document is not None


def test_the_letter_is_not_made_while_a_question_is_open() -> None:
    assert draft_of(step(tap("form:done"), replace(FULL, asked="sum"))).asked == "sum"


def test_an_answer_that_does_not_fit_is_asked_for_again_with_the_reason() -> None:
    at_date = replace(begin(FORM, NOW), asked="since")
    again = step(EngineRoute("31. 2. 2026"), at_date)
    assert again.draft == at_date
    assert text("letter.refused.no_date") in said(again)
    assert "ask since (en)" in said(again)


@pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)
def test_the_form_speaks_the_persons_language(locale: Locale) -> None:
    scene = a_scene(knowledge=SCENE.knowledge, locale=locale)
    again = step(EngineRoute("nonsense"), begin(FORM, NOW), scene)
    assert text("letter.refused.no_choice", locale) in said(again)
    assert FORM.fields[0].ask[locale] in said(again)


def test_going_back_shows_the_answer_that_stands_there() -> None:
    back = step(FormRoute("back"), replace(FULL, asked="name"))
    assert draft_of(back).asked == "contact"
    earlier = step(FormRoute("back"), draft_of(back))
    assert draft_of(earlier).asked == "story"
    assert "Nezaplatili." in said(earlier)
    assert earlier.reply[0].is_private


def test_the_first_question_has_nothing_before_it() -> None:
    assert draft_of(step(FormRoute("back"), begin(FORM, NOW))).asked == "what"


def test_one_answer_is_changed_at_the_last_look() -> None:
    changing = step(tap("form:change:sum"), FULL)
    assert "ask sum (en)" in said(changing)
    changed = draft_of(step(EngineRoute("9 000"), draft_of(changing)))
    assert (changed.asked, changed.answers["sum"]) == (None, "9000")


def test_only_what_is_optional_can_be_skipped() -> None:
    needed = replace(begin(FORM, NOW), asked="name")
    assert step(FormRoute("skip"), needed).draft == needed
    optional = draft_of(step(FormRoute("skip"), replace(needed, asked="contact")))
    assert optional.answers["contact"] == ""


def test_a_button_of_an_earlier_question_changes_nothing() -> None:
    draft = replace(FULL, asked="sum")
    assert step(tap("form:choose:what:whole"), draft).draft == draft
    assert step(tap("form:skip:contact"), draft).draft == draft
    assert step(tap("form:choose:what:king"), begin(FORM, NOW)).draft == begin(FORM, NOW)


@pytest.mark.parametrize(
    "given",
    [tap("form:cancel"), FormRoute("cancel"), EngineRoute(text("button.letter_cancel")), EngineRoute("Stop")],
    ids=["button", "command", "label", "word"],
)
def test_leaving_forgets_the_answers(given: Route) -> None:
    left = step(given, replace(FULL, asked="name"))
    assert left.draft is None
    assert said(left) == text("letter.cancelled")


def test_a_common_name_is_never_taken_for_a_word_for_leaving() -> None:
    scene = a_scene(knowledge=SCENE.knowledge, locale=Locale.VI)
    for name in ("Huy", "Thôi", "Bo"):
        assert draft_of(step(EngineRoute(name), replace(FULL, asked="name"), scene)).answers["name"] == name


def test_what_a_button_says_can_be_typed() -> None:
    scene = a_scene(knowledge=SCENE.knowledge, locale=Locale.UK)
    assert draft_of(step(EngineRoute("пропустити"), replace(FULL, asked="contact"), scene)).asked is None
    assert step(EngineRoute("Створити лист"), FULL, scene).draft is None


@pytest.mark.parametrize(
    ("given", "draft"),
    [
        (EngineRoute("what is this number?"), replace(FULL, asked="name")),
        (EngineRoute("i need a person"), replace(FULL, asked="name")),
        (EngineRoute("ok"), FULL),
        (EngineRoute("Jana"), None),
        (EngineRoute("Jana"), replace(FULL, asked="name", is_paused=True)),
        (CommandRoute(None), replace(FULL, asked="name")),
        (tap("human"), replace(FULL, asked="name")),
        (PressRoute(None), None),
    ],
    ids=["question", "person", "last look", "no form", "paused", "command", "other button", "no button"],
)
def test_what_is_no_answer_is_left_to_the_rest_of_the_assistant(given: Route, draft: Draft | None) -> None:
    assert take(given, draft, SCENE, NOW) is None


def test_opening_the_same_letter_again_goes_on_and_another_one_replaces_it() -> None:
    draft = replace(FULL, asked="name", is_paused=True)
    assert draft_of(step(tap(f"letter:{LETTER}"), draft)) == replace(draft, is_paused=False)
    other = step(tap("letter:other"), draft)
    assert text("letter.replaced") in said(other)
    assert draft_of(other) == begin(a_letter("other"), NOW)


@pytest.mark.parametrize("button", ["form:go", "form:done", "form:skip", "form:x", "form"])
def test_a_step_without_a_form_says_that_none_is_open(button: str) -> None:
    assert said(step(tap(button), None)) == text("letter.nothing_open")


def test_a_letter_that_is_gone_from_the_snapshot_says_so() -> None:
    assert text("press.stale") in said(step(tap("letter:gone"), None))
    gone = replace(FULL, letter="gone", asked="name")
    assert said(step(EngineRoute("Jana"), gone)) == text("letter.nothing_open")
    assert ask_again(gone, SCENE) == ()


def test_letters_of_an_article_are_listed_by_themselves() -> None:
    assert buttons(step(tap(f"letters:{UNPAID}"), None)) == [f"letter:{LETTER}", "letter:other"]
    assert buttons(step(tap("letters:no/such"), None)) == []
    assert said(step(tap("letters:no/such"), None)) == text("letters.none")


def test_after_danger_the_form_waits_and_a_story_is_not_asked_for_twice() -> None:
    in_story = replace(begin(FORM, NOW), asked="story")
    waiting = after_danger("he beats me", in_story, SCENE)
    assert (waiting.is_paused, waiting.answers) == (True, {"story": "he beats me"})
    at_name = after_danger("he beats me", replace(FULL, asked="name"), SCENE)
    assert (at_name.is_paused, at_name.asked, at_name.answers) == (True, "name", ANSWERS)
    (shown,) = ask_again(waiting, SCENE)
    assert shown.html == text("letter.waiting")
    assert draft_of(step(tap("form:go"), waiting)).is_paused is False
