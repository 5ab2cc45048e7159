from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.conversation.texts import Texts
from knowledge.articles import Article
from nlu.locales import Locale
from tests.end_to_end.questions import FIVE, Asked
from tests.servers.stack import Stack

pytestmark = pytest.mark.slow

PHONE = {"width": 390, "height": 844}
ANSWER_TIMEOUT_MS = 20_000


@pytest.fixture
def page(browser: Browser, stack: Stack) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(stack.url)
    yield page
    context.close()


def ask(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")


@pytest.mark.parametrize("asked", FIVE, ids=lambda asked: asked.locale.value)
def test_a_question_gets_its_article_with_source_and_date(
    page: Page, stack: Stack, articles: dict[str, Article], asked: Asked
) -> None:
    article = articles[asked.article]
    ask(page, asked.text)
    answer = page.locator(".ours .bubble").filter(has_text=article.versions[asked.locale].title).first
    expect(answer).to_be_visible(timeout=ANSWER_TIMEOUT_MS)
    expect(answer).to_contain_text(str(article.verified_on.year))
    expect(answer.locator("a").first).to_have_attribute("href", article.sources[0].url)
    page.screenshot(path=str(stack.var / f"web-{asked.locale.value}.png"), full_page=True)


def test_the_conversation_is_still_there_after_a_reload(page: Page) -> None:
    ask(page, "how do I extend my employee card")
    expect(page.locator(".ours").nth(1)).to_be_visible(timeout=ANSWER_TIMEOUT_MS)
    before = page.locator(".bubble").all_inner_texts()
    page.reload()
    # The welcome is for people who have not written yet.
    assert page.locator(".bubble").all_inner_texts()[: len(before) - 1] == before[1:]


def test_the_chat_works_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("how do I find a doctor")
    page.keyboard.press("Enter")
    expect(page.locator(".ours").nth(1)).to_be_visible(timeout=ANSWER_TIMEOUT_MS)
    assert page.evaluate("document.activeElement.id") == "text"


def test_what_is_new_is_announced_and_every_field_has_a_label(page: Page) -> None:
    assert page.locator("[role=log][aria-live=polite]").count() == 1
    assert page.locator("[role=status]").count() == 1
    unlabelled = page.evaluate(
        "[...document.querySelectorAll('textarea, input:not([type=hidden]), button')]"
        ".filter(e => !(e.labels?.length || e.textContent.trim() || e.getAttribute('aria-label'))).length"
    )
    assert unlabelled == 0


def test_nothing_is_cut_off_on_a_phone_at_double_zoom(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    ask(page, "how do I find a doctor")
    expect(page.locator(".ours").nth(1)).to_be_visible(timeout=ANSWER_TIMEOUT_MS)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_chat_answers_without_scripts(browser: Browser, stack: Stack) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(stack.url)
    page.locator("#text").fill("how do I find a doctor")
    page.locator("button.send").click()
    expect(page.locator(".theirs")).to_have_count(1)
    expect(page.locator(".ours").first).to_be_visible(timeout=ANSWER_TIMEOUT_MS)
    context.close()


def test_a_shared_place_gets_the_nearest_help_with_a_map(browser: Browser, stack: Stack) -> None:
    context = browser.new_context(
        viewport=PHONE,
        locale="en-GB",
        permissions=["geolocation"],
        geolocation={"latitude": 50.0833, "longitude": 14.4641},
    )
    page = context.new_page()
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    page.goto(stack.url)
    page.locator("#share").focus()
    page.keyboard.press("Enter")
    answer = page.locator(".ours .bubble").filter(has=page.locator("a[href*='openstreetmap.org']"))
    expect(answer).to_be_visible(timeout=ANSWER_TIMEOUT_MS)
    expect(page.locator(".theirs .bubble")).to_have_text(Texts.of(Locale.EN).get("web.place"))
    assert "50.08" in sent[0]
    assert "50.083" not in sent[0]
    page.screenshot(path=str(stack.var / "web-place.png"), full_page=True)
    context.close()


def test_refusing_to_share_a_place_is_answered_kindly_and_sends_nothing(browser: Browser, stack: Stack) -> None:
    # A context that was granted nothing refuses at once, as a person would.
    context = browser.new_context(viewport=PHONE, locale="cs-CZ")
    page = context.new_page()
    page.goto(stack.url)
    page.locator("#share").click()
    expect(page.locator("#status")).to_have_text(Texts.of(Locale.CS).get("web.refused"))
    expect(page.locator(".theirs")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == "text"
    context.close()


def test_without_scripts_there_is_no_button_to_share_a_place(browser: Browser, stack: Stack) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(stack.url)
    expect(page.locator("#share")).to_be_hidden()
    context.close()


def test_choosing_a_language_changes_the_page(page: Page) -> None:
    page.locator("button[value='lang:vi']").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi", timeout=ANSWER_TIMEOUT_MS)
