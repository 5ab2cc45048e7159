from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from knowledge.articles import Article
from knowledge.letters import FieldKind
from knowledge.loading import Content
from nlu.locales import Locale
from tests.end_to_end.questions import FIVE, Asked
from tests.servers.stack import Stack, running_stack
from tests.servers.telegram_server import TOKEN, TelegramServer

pytestmark = pytest.mark.slow

ANSWER_TIMEOUT_S = 20.0


def until_seen(telegram: TelegramServer, chat: int, wanted: Callable[[str], bool]) -> dict[str, Any]:
    deadline = time.monotonic() + ANSWER_TIMEOUT_S
    while True:
        seen = telegram.seen(chat)
        for row in seen:
            if wanted(row["message"]["text"]):
                return row
        if time.monotonic() > deadline:
            raise AssertionError([row["message"]["text"] for row in seen])
        time.sleep(0.1)


def answers_in_five_languages(telegram: TelegramServer, articles: dict[str, Article], first_chat: int) -> None:
    for offset, asked in enumerate(FIVE):
        telegram.say(first_chat + offset, asked.text, language=asked.locale.value)
    for offset, asked in enumerate(FIVE):
        article = articles[asked.article]
        row = until_seen(
            telegram, first_chat + offset, lambda text, a=asked, b=article: b.versions[a.locale].title in text
        )
        assert article.sources[0].url in row["message"]["text"].replace("&amp;", "&")
        assert str(article.verified_on.year) in row["message"]["text"]
        assert row["message"]["reply_markup"]["inline_keyboard"]


@pytest.mark.usefixtures("stack")
def test_the_five_questions_are_answered_with_polling(telegram: TelegramServer, articles: dict[str, Article]) -> None:
    answers_in_five_languages(telegram, articles, first_chat=100)


@pytest.mark.usefixtures("stack")
def test_somebody_who_waits_sees_that_we_are_typing(telegram: TelegramServer) -> None:
    telegram.say(150, "how do I find a doctor")
    until_seen(telegram, 150, lambda _text: True)
    assert [
        call["body"]["action"] for call in telegram.calls("sendChatAction") if str(call["body"]["chat_id"]) == "150"
    ]


@pytest.mark.usefixtures("stack")
def test_a_tap_on_a_button_shows_the_steps(telegram: TelegramServer, articles: dict[str, Article]) -> None:
    asked: Asked = FIVE[1]
    telegram.say(160, asked.text)
    answer = until_seen(telegram, 160, lambda text: articles[asked.article].versions[asked.locale].title in text)
    telegram.press(160, f"steps:{asked.article}", answer)
    until_seen(telegram, 160, lambda text: "1. " in text)


@pytest.mark.usefixtures("stack")
def test_a_picture_is_answered_kindly(telegram: TelegramServer) -> None:
    person = {"id": 170, "first_name": "Person", "is_bot": False, "language_code": "uk"}
    photo = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
    message = {
        "message_id": 9_001,
        "date": int(time.time()),
        "from": person,
        "chat": {"id": 170, "type": "private", "first_name": "Person"},
        "photo": [photo],
    }
    telegram.raw({"message": message})
    until_seen(telegram, 170, lambda text: len(text) > 10)


FORM = {
    FieldKind.TEXT: "Kvítek Zkušební",
    FieldKind.DATE: "1. 7. 1990",
    FieldKind.CHOICE: "1",
    FieldKind.AMOUNT: "12500",
}


def test_a_letter_is_filled_in_and_comes_as_a_pdf(stack: Stack, telegram: TelegramServer, content: Content) -> None:
    letter = content.letters["speed-up"]
    telegram.say(180, "/letters")
    offered = until_seen(telegram, 180, lambda text: len(text) > 10)
    telegram.press(180, f"letter:{letter.id}", offered)
    for field in letter.fields:
        until_seen(telegram, 180, lambda text, asked=field.ask[Locale.EN]: asked[:30] in text)
        telegram.say(180, FORM[field.kind])
    summary = until_seen(telegram, 180, lambda text: "12500" in text or FORM[FieldKind.TEXT] in text)
    telegram.press(180, "form:done:", summary)
    deadline = time.monotonic() + ANSWER_TIMEOUT_S
    while not telegram.documents(180):
        assert time.monotonic() < deadline, [row["message"]["text"][-200:] for row in telegram.seen(180)]
        time.sleep(0.2)
    (document,) = telegram.documents(180)
    assert document["isPdf"]
    assert document["name"].endswith(".pdf")
    # Nothing of the form is kept after delivery; JSON keeps letters with marks as escapes.
    typed = ("Zkušební".encode(), b"Zku\\u0161ebn")
    while [p for p in stack.var.rglob("*") if p.is_file() and any(word in p.read_bytes() for word in typed)]:
        assert time.monotonic() < deadline + ANSWER_TIMEOUT_S
        time.sleep(0.3)


@pytest.fixture
def webhook_stack(tmp_path_factory: pytest.TempPathFactory, telegram: TelegramServer) -> Iterator[Stack]:
    from tests.servers.ports import free_port

    port = free_port()
    environment = {
        "TELEGRAM_TOKEN": f"{TOKEN}webhook",
        "PRUVODCE_TELEGRAM_BASE_URL": telegram.base_url,
        "PRUVODCE_PORT": str(port),
        "PRUVODCE_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram/webhook",
        "PRUVODCE_TELEGRAM_WEBHOOK_SECRET": "only-telegram-knows",
    }
    with running_stack(tmp_path_factory.mktemp("webhook"), environment) as running:
        yield running


@pytest.mark.usefixtures("webhook_stack")
def test_the_five_questions_are_answered_with_a_webhook(telegram: TelegramServer, articles: dict[str, Article]) -> None:
    by_webhook = TelegramServer(telegram.url, token=f"{TOKEN}webhook")
    answers_in_five_languages(by_webhook, articles, first_chat=200)
