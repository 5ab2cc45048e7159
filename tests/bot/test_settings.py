from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
_READ = re.compile(r"""environment\.get\(\s*"([A-Z_]+)\"""")
_ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def test_every_setting_is_documented() -> None:
    read = set(_READ.findall((ROOT / "bot/settings.py").read_text(encoding="utf-8")))
    documented = set(_ROW.findall((ROOT / "docs/settings.md").read_text(encoding="utf-8")))
    assert len(read) > 8
    assert read - documented == set()


def test_nothing_needs_to_be_set() -> None:
    settings = Settings.from_environment({})
    assert (settings.var.name, settings.database_url, settings.telegram_token) == ("var", "", "")
    assert settings.engine_budget_s < 3


def test_an_empty_setting_is_a_missing_one() -> None:
    assert Settings.from_environment({"PRUVODCE_TURNS_AT_ONCE": "", "PRUVODCE_VAR": ""}) == Settings.from_environment(
        {}
    )


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="many"):
        Settings.from_environment({"PRUVODCE_TURNS_AT_ONCE": "many"})
