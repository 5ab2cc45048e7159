from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.texts import Texts
from knowledge.articles import Article, Part
from knowledge.figures import show
from knowledge.loading import Content
from nlu.locales import Locale
from tests.dialogues.scripts import BY_LOCALE

pytestmark = pytest.mark.slow

Turn = dict[str, Any]
EXTEND = "residence/long-term-residence-extend"
ALLOWANCE = "social/child-allowance"
LOCALES = pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)


def dialogues() -> list[dict[str, Any]]:
    """All dialogues of this file, so that Rasa is loaded once."""
    rows: list[dict[str, Any]] = []
    for locale, say in BY_LOCALE.items():
        scripts: dict[str, list[dict[str, str]]] = {
            "follow_up": [{"user": say.question}, {"user": say.follow_up}],
            "switch": [{"user": say.question}, {"user": say.switch}],
            "status": [{"user": say.differing}, {"press": "stat:temporary_protection"}],
            "refusal": [{"user": say.differing}, {"press": "stat:private"}, {"user": say.differing}],
            "unknown": [{"user": say.nonsense}],
            "urgent": [{"user": say.danger}, {"user": say.danger}],
            "forget": [{"user": say.question}, {"user": "/forget"}, {"user": "/mydata"}],
        }
        rows += [
            {"id": f"{name}-{locale.value}", "lang": locale.value, "turns": turns} for name, turns in scripts.items()
        ]
    return rows


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Turn]]:
    folder = tmp_path_factory.mktemp("dialogues")
    script, out = folder / "in.jsonl", folder / "out.jsonl"
    script.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in dialogues()), encoding="utf-8")
    command = [str(Path(sys.executable).parent / "pruvodce"), "talk", "--script", str(script), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: row["turns"] for row in rows}


@pytest.fixture(scope="module")
def articles(content: Content) -> dict[str, Article]:
    return dict(content.articles)


@LOCALES
def test_a_bare_follow_up_is_about_the_article_being_talked_about(
    held: dict[str, list[Turn]], articles: dict[str, Article], locale: Locale
) -> None:
    question, follow_up = held[f"follow_up-{locale.value}"]
    fee = show("fee_czk", articles[EXTEND].figures["fee_czk"], locale)
    assert (question["decision"], question["article"]) == ("answer", EXTEND)
    assert follow_up["article"] == EXTEND
    assert fee in "\n".join(follow_up["texts"])


@LOCALES
def test_switching_the_language_keeps_the_subject(
    held: dict[str, list[Turn]], articles: dict[str, Article], locale: Locale
) -> None:
    switched = held[f"switch-{locale.value}"][-1]
    wanted = BY_LOCALE[locale].switch_to
    assert switched["state"]["locale"] == wanted.value
    assert articles[EXTEND].versions[wanted].title in "\n".join(switched["texts"])


@LOCALES
def test_a_told_status_changes_the_answer(
    held: dict[str, list[Turn]], articles: dict[str, Article], locale: Locale
) -> None:
    asked, told = held[f"status-{locale.value}"]
    assert asked["article"] == ALLOWANCE
    assert "stat:private" in {button["id"] for button in asked["buttons"]}
    assert told["state"]["status"] == "temporary_protection"
    version = articles[ALLOWANCE].versions[locale]
    general, own = (version.section(Part.SHORT, status) for status in (None, *version.statuses_that_differ))
    assert general is not None
    assert own is not None
    first_words = own.markdown.split(".")[0][:30]
    assert first_words in "\n".join(told["texts"])


@LOCALES
def test_whoever_would_rather_not_say_gets_the_differences_and_is_not_asked_again(
    held: dict[str, list[Turn]], locale: Locale
) -> None:
    _, refused, again = held[f"refusal-{locale.value}"]
    assert refused["state"]["status"] is None
    assert Texts.of(locale).get("status.declined") in refused["texts"]
    assert Texts.of(locale).get("status.ask") not in again["texts"]


@LOCALES
def test_what_nobody_can_answer_is_said_plainly(held: dict[str, list[Turn]], locale: Locale) -> None:
    (turn,) = held[f"unknown-{locale.value}"]
    assert turn["decision"] in {"unknown", "smalltalk"}
    assert turn["article"] is None
    assert "human" in {button["id"] for button in turn["buttons"]}


@LOCALES
def test_danger_gets_its_card_once(held: dict[str, list[Turn]], locale: Locale) -> None:
    first, second = held[f"urgent-{locale.value}"]
    assert (first["decision"], second["decision"]) == ("urgent", "urgent")
    assert "112" in first["texts"][0]
    assert first["texts"] != second["texts"]


@LOCALES
def test_after_forget_nothing_is_known_of_the_person(held: dict[str, list[Turn]], locale: Locale) -> None:
    _, forgotten, data = held[f"forget-{locale.value}"]
    assert forgotten["decision"] == "command"
    assert BY_LOCALE[locale].question not in "\n".join(data["texts"])
    assert data["state"]["article"] is None
