from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import ask
from bot.cli.commands import app
from bot.errors import BadInput
from knowledge.articles import Article, DirectoryEntry
from knowledge.letters import Letter
from nlu.act_classifier import ActGuess
from nlu.acts import DialogueAct
from tests.builders.conversation import FakeUrgency, an_article, an_entry
from tests.fakes.keyword_knowledge import EMPLOYEE_CARD, KeywordKnowledge

MONDAY_NOON = datetime(2026, 11, 23, 11, 0, tzinfo=timezone.utc)
ZIZKOV = {"latitude": 50.085, "longitude": 14.46, "district": "praha-3"}


class Asks:
    """Takes every message for a question."""

    def classify(self, vector: Any) -> ActGuess:
        del vector
        return ActGuess(DialogueAct.ASK, 1.0)


@dataclass(frozen=True)
class SmallKnowledge(KeywordKnowledge):
    articles: Mapping[str, Article] = field(
        default_factory=lambda: {EMPLOYEE_CARD: an_article(EMPLOYEE_CARD, related=(), directory=("far", "near"))}
    )
    letters: dict[str, Letter] = field(default_factory=dict)
    directory: Mapping[str, DirectoryEntry] = field(
        default_factory=lambda: {"far": an_entry("far", hours=None), "near": an_entry("near", **ZIZKOV)}
    )
    urgency: FakeUrgency = field(default_factory=FakeUrgency)
    acts: Asks = field(default_factory=Asks)

    def warm_up(self) -> None:
        pass


@pytest.fixture(autouse=True)
def _at_noon_with_a_small_knowledge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "_knowledge", SmallKnowledge)
    monkeypatch.setattr(ask, "_now", lambda: MONDAY_NOON)


def printed(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["ask", *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_with_a_district_the_reply_ends_with_the_nearest_places() -> None:
    shown = printed("--district", "Žižkov", "how do I extend my employee card please tell me")
    assert shown.index("Nearest places: Praha 3") > shown.index("[1]")
    assert shown.index("Centre near") < shown.index("Centre far")
    assert "About 1 km away · open now, closes: 17:00" in shown
    assert "map (https://www.openstreetmap.org/?mlat=50.0850&mlon=14.4600#map=17/50.0850/14.4600)" in shown


def test_without_a_district_no_places_are_listed() -> None:
    assert "Centre near" not in printed("how do I extend my employee card please tell me")


def test_json_names_the_places_with_distance_and_whether_they_are_open() -> None:
    row = json.loads(printed("--json", "--district", "praha-3", "how do I extend my employee card please tell me"))
    assert row["places"] == [
        {"id": "near", "distance_km": 0.7, "open": True},
        {"id": "far", "distance_km": 3.2, "open": None},
    ]
    assert row["decision"] == "answer"


def test_json_without_a_district_has_an_empty_list_of_places() -> None:
    assert json.loads(printed("--json", "how do I extend my employee card please tell me"))["places"] == []


def test_a_district_named_in_a_short_question_counts_as_told() -> None:
    row = json.loads(printed("--json", "Žižkov"))
    assert row["decision"] == "handoff"
    assert [place["id"] for place in row["places"]] == ["near", "far"]


def test_a_line_of_a_batch_with_a_district_has_its_places(tmp_path: Path) -> None:
    asked, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [{"id": "a", "text": "employee card", "district": "Praha-Libuš"}, {"id": "b", "text": "employee card"}]
    asked.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    printed("--batch", str(asked), "--out", str(out))
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert [place["id"] for place in first["places"]] == ["near", "far"]
    assert "places" not in second


@pytest.mark.parametrize("district", ["Brno", "praha-23", "", "🙂"])
def test_a_district_that_is_none_is_named_as_bad_input(district: str) -> None:
    with pytest.raises(BadInput, match="no district of Prague"):
        printed("--district", district, "employee card")


def test_a_bad_district_in_a_batch_is_named_with_its_line_and_leaves_no_file(tmp_path: Path) -> None:
    asked, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    asked.write_text('{"id": "a", "text": "employee card", "district": "Brno"}', encoding="utf-8")
    with pytest.raises(BadInput, match=r"in\.jsonl:1.*district.*Brno"):
        printed("--batch", str(asked), "--out", str(out))
    assert not out.exists()
