from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from bot.channels.outcomes import Accepted, Later, Refused, SendResult
from bot.channels.telegram import webhook
from bot.channels.telegram.channel import TelegramChannel, make_bot
from bot.channels.telegram.polling import poll
from bot.conversation.inbound import Inbound, Kind
from bot.conversation.outcomes import Command
from bot.conversation.replies import Button, Document, Message
from bot.printing import PrintingNotReady
from bot.settings import Settings
from bot.storage import inbox
from bot.storage.models import Inbox
from bot.storage.threads import in_thread
from tests.builders.storage import NOW
from tests.fakes.telegram_faults import BAD_MARKUP, BLOCKED, BROKEN, NO_CHAT, TOO_MANY, Fault, TelegramFaults

HELLO = Message(
    '<b>Hello</b>, call <a href="tel:112">112</a>', ((Button("human", "Human"), Button("", "Web", "https://x.cz")),)
)

PAGE = Document("x.pdf", "<!DOCTYPE html><html lang='cs'><body><p>Vážená paní</p></body></html>", "no pages")


def settings_for(server: TelegramFaults) -> Settings:
    token = "1:test"  # noqa: S105 - the fake takes any
    return dataclasses.replace(Settings.from_environment({}), telegram_token=token, telegram_base_url=server.base_url)


@pytest.fixture
async def server() -> AsyncIterator[TelegramFaults]:
    async with TelegramFaults() as running:
        yield running


@pytest.fixture
async def channel(server: TelegramFaults) -> AsyncIterator[TelegramChannel]:
    bot = make_bot(settings_for(server))
    async with bot:
        yield TelegramChannel(bot)


async def test_a_message_arrives_with_markup_and_buttons(server: TelegramFaults, channel: TelegramChannel) -> None:
    assert await channel.send("5", HELLO) == Accepted("1")
    (sent,) = server.sent
    assert (sent["text"], sent["parse_mode"]) == ("<b>Hello</b>, call 112", "HTML")
    keyboard = json.loads(sent["reply_markup"])["inline_keyboard"]
    assert keyboard == [[{"text": "Human", "callback_data": "human"}, {"text": "Web", "url": "https://x.cz"}]]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (TOO_MANY, Later(2.0)),
        (BLOCKED, Refused("Forbidden")),
        (NO_CHAT, Refused("BadRequest")),
        (BROKEN, Later()),
        (Fault(401, "Unauthorized"), Refused("InvalidToken")),
    ],
    ids=["too many", "blocked", "no chat", "broken", "unauthorised"],
)
async def test_failures_are_results(
    server: TelegramFaults, channel: TelegramChannel, fault: Fault, expected: SendResult
) -> None:
    server.faults["sendMessage"] = [fault]
    assert await channel.send("5", HELLO) == expected


async def test_silence_is_a_reason_to_try_later(server: TelegramFaults, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.channel._TIMEOUT_S", 0.2)
    server.faults["sendMessage"] = [Fault(200, hang_s=2.0)]
    async with make_bot(settings_for(server)) as bot:
        assert await TelegramChannel(bot).send("5", HELLO) == Later()


async def test_markup_that_telegram_cannot_parse_is_sent_plain(
    server: TelegramFaults, channel: TelegramChannel
) -> None:
    server.faults["sendMessage"] = [BAD_MARKUP]
    assert isinstance(await channel.send("5", HELLO), Accepted)
    assert server.sent[0]["text"] == "Hello, call 112"
    assert "parse_mode" not in server.sent[0]


async def test_a_document_arrives_as_a_pdf_with_its_words_beneath(
    server: TelegramFaults, channel: TelegramChannel
) -> None:
    assert await channel.send("5", dataclasses.replace(HELLO, document=PAGE)) == Accepted("901")
    (sent,) = server.documents
    assert (sent["name"], sent["caption"], sent["parse_mode"]) == ("x.pdf", "<b>Hello</b>, call 112", "HTML")
    assert sent["document"].startswith(b"%PDF")
    assert server.sent == []


async def test_without_pages_the_document_is_replaced_by_words(
    server: TelegramFaults, channel: TelegramChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: Document) -> bytes:
        raise PrintingNotReady(["a-library"])

    monkeypatch.setattr("bot.channels.telegram.channel.print_document", missing)
    assert isinstance(await channel.send("5", dataclasses.replace(HELLO, document=PAGE)), Accepted)
    assert [one["text"] for one in server.sent] == ["no pages"]


async def test_a_document_that_telegram_does_not_take_now_is_sent_later(
    server: TelegramFaults, channel: TelegramChannel
) -> None:
    server.faults["sendDocument"] = [TOO_MANY]
    assert await channel.send("5", dataclasses.replace(HELLO, document=PAGE)) == Later(2.0)


async def test_a_tap_is_acknowledged_and_typing_shown(server: TelegramFaults, channel: TelegramChannel) -> None:
    await channel.show_progress("5", Inbound(Kind.PRESS, button="human", callback="q1"))
    assert [method for method, _ in server.calls][-2:] == ["answerCallbackQuery", "sendChatAction"]


async def test_progress_never_fails(server: TelegramFaults, channel: TelegramChannel) -> None:
    server.faults["sendChatAction"] = [BLOCKED]
    await channel.show_progress("5", Inbound(Kind.TEXT, text="x"))


async def test_the_menu_of_commands_is_told_in_five_languages(server: TelegramFaults, channel: TelegramChannel) -> None:
    await channel.announce_commands()
    told = [values for method, values in server.calls if method == "setMyCommands"]
    assert [values.get("language_code") for values in told] == [None, "cs", "en", "uk", "ru", "vi"]
    assert all(len(json.loads(values["commands"])) == len(Command) for values in told)


async def test_the_token_is_in_no_log(
    server: TelegramFaults, channel: TelegramChannel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    server.faults["sendMessage"] = [BAD_MARKUP, BROKEN]
    await channel.send("5", HELLO)
    ours = [record.getMessage() for record in caplog.records if record.name != "aiohttp.access"]
    assert ours
    assert not any("1:test" in line for line in ours)


@pytest.mark.usefixtures("database")
async def test_updates_are_stored_before_the_next_are_asked_for(server: TelegramFaults) -> None:
    for number in range(7):
        server.says(5, f"question {number}")
    server.faults["getUpdates"] = [BROKEN]
    async with make_bot(settings_for(server)) as bot:
        polling = asyncio.create_task(poll(bot, lambda: None, now=lambda: NOW))
        while asked_for(server)[-1:] != [8]:  # noqa: ASYNC110 - the server is in this loop as well
            await asyncio.sleep(0.02)
        polling.cancel()
        with suppress(asyncio.CancelledError):
            await polling
    assert await in_thread(Inbox.objects.count) == 7
    assert await in_thread(inbox.next_update_id, "telegram") == 8


def asked_for(server: TelegramFaults) -> list[int]:
    return [int(values["offset"]) for method, values in server.calls if method == "getUpdates" and "offset" in values]


def a_body(number: int = 3, **changes: Any) -> bytes:
    chat = {"id": 5, "type": "private"}
    message = {"message_id": 1, "date": 1795252800, "chat": chat, "text": "question", **changes}
    return json.dumps({"update_id": number, "message": message}).encode()


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> str:
    changed = dataclasses.replace(Settings.from_environment({}), telegram_webhook_secret="s3cret")  # noqa: S106
    monkeypatch.setattr(webhook, "settings", lambda: changed)
    return "s3cret"


def test_a_webhook_update_is_stored_once_and_then_acknowledged(database: Path, secret: str) -> None:
    assert database.exists()
    assert [webhook.receive(a_body(), secret, now=NOW) for _ in range(2)] == [HTTPStatus.OK, HTTPStatus.OK]
    assert Inbox.objects.count() == 1


@pytest.mark.parametrize("wrong", ["", "other", "s3cret "], ids=["none", "other", "almost"])
def test_a_webhook_without_the_secret_is_refused(secret: str, wrong: str) -> None:
    assert secret != wrong
    assert webhook.receive(a_body(), wrong, now=NOW) is HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"{}", b'{"message": 1}'], ids=str)
def test_what_is_no_update_is_a_bad_request(secret: str, body: bytes) -> None:
    assert webhook.receive(body, secret, now=NOW) is HTTPStatus.BAD_REQUEST


def test_without_a_secret_of_ours_no_webhook_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "settings", lambda: Settings.from_environment({}))
    assert webhook.receive(a_body(), "", now=NOW) is HTTPStatus.FORBIDDEN
