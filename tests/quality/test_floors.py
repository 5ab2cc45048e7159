"""Quality on the labelled sets never falls below what was reached. Floors move up, never silently down."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from knowledge.evaluation.noises import NOISES
from knowledge.whereabouts import labelled_folder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not labelled_folder().exists(), reason="the labelled sets are not beside this checkout"),
]

# Where a figure stands in the report of `pruvodce eval --json`, and what it must reach (at least) or keep to (at most):
# a little worse than in docs/quality.md, so that noise fails no build.
AT_LEAST = {
    "development": {
        "overall.recall_at_1": 0.88,
        "overall.recall_at_3": 0.965,
        "overall.answered": 0.70,
        "overall.right_of_asked_back": 0.92,
        "by_style.story.recall_at_1": 0.70,
        **{f"by_language.{language}.recall_at_1": 0.80 for language in ("cs", "en", "uk", "ru", "vi")},
        "urgent.recall": 0.90,
        "handoff.recall": 0.90,
        "right_language": 0.98,
    },
    "fresh": {
        "overall.recall_at_1": 0.945,
        "overall.recall_at_3": 0.97,
        "urgent.recall": 0.97,
        "right_language": 0.985,
    },
    "life": {
        "overall.recall_at_1": 0.94,
        "overall.recall_at_3": 0.985,
        "urgent.recall": 0.89,
        "right_language": 0.98,
    },
    "details": {
        "overall.recall_at_1": 0.75,
        "overall.recall_at_3": 0.93,
        "overall.answered": 0.65,
        "right_language": 0.98,
    },
}
AT_MOST = {
    "development": {
        "overall.wrong_of_answered": 0.055,
        "overall.silent": 0.03,
        "calibration_error": 0.05,
        "urgent.false_alarms": 0.07,
        "false_answers.all": 0.08,
        "left_out": 0,
    },
    "fresh": {"overall.wrong_of_answered": 0.02, "false_answers.all": 0.06},
    "life": {"overall.wrong_of_answered": 0.02, "urgent.false_alarms": 0.10},
    "details": {"overall.wrong_of_answered": 0.15},
}
MOST_COST_OF_DAMAGE = {noise.name: 0.06 if noise.name == "romanised" else 0.03 for noise in NOISES}
FOLDERS = {name: Path(__file__).parent / name for name in ("fresh", "life", "details")}


def measured(*options: str) -> dict[str, Any]:
    command = [str(Path(sys.executable).parent / "pruvodce"), "eval", "--json", "--no-baselines", *options]
    report: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return report


def figure(report: dict[str, Any], place: str) -> float:
    found: Any = report
    for key in place.split("."):
        found = found[key]
    return float(found)


@pytest.fixture(scope="module")
def reports() -> dict[str, dict[str, Any]]:
    others = {name: measured("--set", str(folder)) for name, folder in FOLDERS.items()}
    return {"development": measured("--noise"), **others}


@pytest.mark.parametrize(("name", "place"), [(name, place) for name, floors in AT_LEAST.items() for place in floors])
def test_what_was_reached_is_kept(reports: dict[str, dict[str, Any]], name: str, place: str) -> None:
    assert figure(reports[name], place) >= AT_LEAST[name][place]


@pytest.mark.parametrize(("name", "place"), [(name, place) for name, limits in AT_MOST.items() for place in limits])
def test_what_goes_wrong_stays_as_rare(reports: dict[str, dict[str, Any]], name: str, place: str) -> None:
    assert figure(reports[name], place) <= AT_MOST[name][place]


def test_damaged_letters_cost_little(reports: dict[str, dict[str, Any]]) -> None:
    costs = {cost["name"]: cost["whole_at_3"] - cost["damaged_at_3"] for cost in reports["development"]["noises"]}
    assert costs.keys() == MOST_COST_OF_DAMAGE.keys()
    assert {name: cost for name, cost in costs.items() if cost > MOST_COST_OF_DAMAGE[name]} == {}
