"""npm's telegram-test-api as a process: a Telegram server that was not written by us."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.servers.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "telegram-test-api@4.2.1"
TOKEN = "1:test"  # noqa: S105 - the fake server takes any token
START_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class TelegramServer:
    """What a person's phone would do and see."""

    url: str
    token: str = TOKEN

    @property
    def base_url(self) -> str:
        """For the setting PRUVODCE_TELEGRAM_BASE_URL."""
        return f"{self.url}/bot"

    def say(self, chat: int, text: str, *, language: str = "en") -> None:
        """The person of this chat types a text."""
        entities = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []
        message = {**self._chat(chat, language), "text": text, "date": int(time.time()), "entities": entities}
        httpx.post(
            f"{self.url}/sendMessage", json={"botToken": self.token, **message}, trust_env=False
        ).raise_for_status()

    def press(self, chat: int, button: str, message: dict[str, Any], *, language: str = "en") -> None:
        """The person taps a button under one of the bot's messages."""
        query = {
            "botToken": self.token,
            "from": self._chat(chat, language)["from"],
            "message": {
                "message_id": message["messageId"],
                "chat": {"id": chat, "type": "private"},
                "text": message["message"]["text"],
                "date": int(time.time()),
            },
            "data": button,
        }
        httpx.post(f"{self.url}/sendCallback", json=query, trust_env=False).raise_for_status()

    def raw(self, update: dict[str, Any]) -> None:
        """Any update at all, without its update_id."""
        body = {"botToken": self.token, "update": update}
        httpx.post(f"{self.url}/_raw", json=body, trust_env=False).raise_for_status()

    def seen(self, chat: int) -> list[dict[str, Any]]:
        """All messages of the bot in this chat, oldest first."""
        answer = httpx.post(f"{self.url}/getUpdatesHistory", json={"token": self.token}, trust_env=False).json()
        return [row for row in answer["result"] if str(row.get("message", {}).get("chat_id")) == str(chat)]

    def documents(self, chat: int) -> list[dict[str, Any]]:
        """Files that the bot uploaded to this chat: `name`, `isPdf` and `size` of the upload in bytes."""
        sent = httpx.get(f"{self.url}/_documents", trust_env=False).json()
        return [document for document in sent if document["chat"] == str(chat)]

    def calls(self, method: str) -> list[dict[str, Any]]:
        """What the bot called, by method."""
        return [call for call in httpx.get(f"{self.url}/_calls", trust_env=False).json() if call["method"] == method]

    @staticmethod
    def _chat(chat: int, language: str) -> dict[str, Any]:
        person = {"id": chat, "first_name": "Person", "is_bot": False, "language_code": language}
        return {"from": person, "chat": {"id": chat, "type": "private", "first_name": "Person"}}


@contextmanager
def telegram_server() -> Iterator[TelegramServer]:
    """Install the package where it is missing, start the server, stop it at the end."""
    folder = ROOT / "var" / "npm"
    if not (folder / "node_modules" / "telegram-test-api").exists():
        folder.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--silent", "--no-save", "--prefix", str(folder), PACKAGE]
        subprocess.run(install, check=True, stdin=subprocess.DEVNULL)
    port = free_port()
    script = str(ROOT / "tests" / "servers" / "telegram.js")
    modules = str(folder / "node_modules")
    node = subprocess.Popen(
        ["env", f"NODE_PATH={modules}", "node", script, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    server = TelegramServer(f"http://127.0.0.1:{port}")
    try:
        _wait_for(f"{server.url}/_calls")
        yield server
    finally:
        node.terminate()
        node.wait(timeout=10)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while not _answers(url):
        if time.monotonic() > deadline:
            raise TimeoutError(url)
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False).is_success
    except httpx.HTTPError:
        return False
