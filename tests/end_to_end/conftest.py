from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from knowledge.articles import Article
from knowledge.loading import Content
from tests.servers.stack import Stack, running_stack
from tests.servers.telegram_server import TOKEN, TelegramServer, telegram_server

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def telegram() -> Iterator[TelegramServer]:
    with telegram_server() as server:
        yield server


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, telegram: TelegramServer) -> Iterator[Stack]:
    environment = {"TELEGRAM_TOKEN": TOKEN, "PRUVODCE_TELEGRAM_BASE_URL": telegram.base_url}
    with running_stack(tmp_path_factory.mktemp("stack"), environment) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Not for the whole session: while Playwright is open its event loop runs, and no other test can start one.
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def articles(content: Content) -> dict[str, Article]:
    return dict(content.articles)
