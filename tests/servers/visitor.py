"""A person on the web chat, without a browser."""

from __future__ import annotations

import re
import secrets
import time

import httpx

_MESSAGE = re.compile(
    r'<li class="(ours|theirs)" data-mark="([\d.]+)"[^>]*>.*?<div class="bubble">(.*?)</div>', re.DOTALL
)


class Visitor:
    """Speaks the same HTTP as the page's script."""

    def __init__(self, url: str, *, language: str = "en") -> None:
        headers = {"Accept-Language": language, "X-Requested-With": "fetch"}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=40, trust_env=False)
        page = self._http.get("/").raise_for_status().text
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found is not None
        self._token = found[1]

    def say(self, text: str) -> None:
        """Type a text and send it."""
        self._send({"text": text})

    def press(self, button: str) -> None:
        """Tap a button."""
        self._send({"press": button})

    def replies(self) -> list[str]:
        """All replies so far, as HTML, oldest first; the welcome of a fresh page is none."""
        page = self._http.get("/").raise_for_status().text
        return [html for side, mark, html in _MESSAGE.findall(page) if side == "ours" and mark != "0.0"]

    def wait_for(self, count: int, *, timeout_s: float = 30.0) -> list[str]:
        """Wait until there are so many replies."""
        deadline = time.monotonic() + timeout_s
        while len(replies := self.replies()) < count:
            if time.monotonic() > deadline:
                raise AssertionError(replies)
            time.sleep(0.1)
        return replies

    def _send(self, fields: dict[str, str]) -> None:
        body = {**fields, "update": secrets.token_hex(12), "csrfmiddlewaretoken": self._token}
        self._http.post("/chat/send", data=body).raise_for_status()
