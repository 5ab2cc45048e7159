"""All settings of the running assistant, read once from the environment. docs/settings.md explains each."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """One value for each documented setting; `variable` names in docs/settings.md are those of `from_environment`.

    Attributes:
        var: Folder of everything that is written at run time.
        database_url: `postgresql://…`; empty for SQLite in `var`.
        telegram_token: Empty: the assistant does not answer on Telegram.
        telegram_base_url: Where Telegram's API is; another one in tests.
        telegram_webhook_url: Public https address; empty for polling.
        telegram_webhook_secret: What Telegram must send along with each update.
        engine_url: Where `rasa run` listens.
        engine_budget_s: Seconds the dialogue engine may take before the person is told that it is late.
        turns_at_once: Turns of different people that one gateway takes at the same time.
        sends_at_once: Messages that one worker has on their way at the same time. With one, a crash repeats at most
            one message.
        port: Where the desk listens: web chat, staff pages, webhooks.
        hosts: Names under which the desk may be reached from outside.
        actions_port: Where `rasa run actions` listens, on loopback.
        retention_days: Days after which a silent person, their messages and their questions are erased.
    """

    var: Path
    database_url: str
    telegram_token: str
    telegram_base_url: str
    telegram_webhook_url: str
    telegram_webhook_secret: str
    engine_url: str
    engine_budget_s: float
    turns_at_once: int
    sends_at_once: int
    port: int
    hosts: tuple[str, ...]
    actions_port: int
    retention_days: int

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings.

        Raises:
            ValueError: A number is not a number.
        """
        return cls(
            var=Path(environment.get("PRUVODCE_VAR", "") or _ROOT / "var"),
            database_url=environment.get("PRUVODCE_DATABASE_URL", ""),
            telegram_token=environment.get("TELEGRAM_TOKEN", ""),
            telegram_base_url=environment.get("PRUVODCE_TELEGRAM_BASE_URL", "") or "https://api.telegram.org/bot",
            telegram_webhook_url=environment.get("PRUVODCE_TELEGRAM_WEBHOOK_URL", ""),
            telegram_webhook_secret=environment.get("PRUVODCE_TELEGRAM_WEBHOOK_SECRET", ""),
            engine_url=environment.get("PRUVODCE_ENGINE_URL", "") or "http://127.0.0.1:5005",
            engine_budget_s=float(environment.get("PRUVODCE_ENGINE_BUDGET_S", "") or 2.2),
            turns_at_once=int(environment.get("PRUVODCE_TURNS_AT_ONCE", "") or 8),
            sends_at_once=int(environment.get("PRUVODCE_SENDS_AT_ONCE", "") or 1),
            port=int(environment.get("PRUVODCE_PORT", "") or 8000),
            hosts=tuple(environment.get("PRUVODCE_HOSTS", "").split()),
            actions_port=int(environment.get("PRUVODCE_ACTIONS_PORT", "") or 5055),
            retention_days=int(environment.get("PRUVODCE_RETENTION_DAYS", "") or 30),
        )


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings.from_environment(os.environ)
