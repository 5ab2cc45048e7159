from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.errors import FileUnreadable
from knowledge.evaluation.labelled import read_labelled_set
from knowledge.evaluation.plotting import plot
from knowledge.evaluation.qualities import Observed
from knowledge.evaluation.report import evaluate
from knowledge.evaluation.risk import risk_coverage
from knowledge.evaluation.showing import tables, to_json
from knowledge.evaluation.uncertainty import bootstrap
from knowledge.questions import Hit
from nlu.urgency_kinds import UrgencyKind


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = {
        "questions_dev.jsonl": [
            {"id": "1", "lang": "cs", "text": "right", "style": "plain", "expect": ["a/a"]},
            {"id": "2", "lang": "uk", "text": "second", "style": "short", "expect": ["a/b"]},
            {"id": "3", "lang": "uk", "text": "unwritten", "style": "short", "expect": ["a/z"]},
        ],
        "unanswerable_dev.jsonl": [{"id": "4", "lang": "en", "text": "answered", "why": "off_topic"}],
        "crisis_dev.jsonl": [
            {"id": "5", "lang": "ru", "text": "danger", "kind": "self_harm", "urgent": True},
            {"id": "6", "lang": "ru", "text": "joke", "kind": "self_harm", "urgent": False},
        ],
        "handoff_dev.jsonl": [{"id": "7", "lang": "vi", "text": "human", "wants": "human"}],
    }
    for name, lines in rows.items():
        (tmp_path / name).write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return tmp_path


def ask(text: str) -> Observed:
    hits = (Hit("a/a", 0.9), Hit("a/b", 0.05))
    if text == "danger":
        return Observed("urgent", None, hits, "ru", urgent_kind=UrgencyKind.SELF_HARM)
    if text == "human":
        return Observed("handoff", None, hits, "vi", handoff_kind="human")
    if text == "second":
        return Observed("clarify", None, hits, "uk", offered=("a/a", "a/b"))
    return Observed("answer", "a/a", hits, "cs", ms=3.0)


def test_the_report_counts_what_was_right(folder: Path) -> None:
    report = evaluate(read_labelled_set(folder), ask, {"a/a", "a/b"})

    assert (report.overall.count, report.overall.recall_at_1, report.overall.recall_at_3) == (2, 0.5, 1.0)
    assert report.overall.mean_reciprocal_rank == 0.75
    assert (report.overall.answered, report.overall.wrong_of_answered) == (0.5, 0.0)
    assert (report.overall.asked_back, report.overall.right_of_asked_back) == (0.5, 1.0)
    assert report.overall.interval == (0.0, 1.0)
    assert report.left_out == 1
    assert report.false_answers == {"all": 1.0, "off_topic": 1.0}
    assert (report.urgent.recall, report.urgent.false_alarms, report.handoff.right_kind) == (1.0, 0.0, 1.0)
    assert list(report.by_language) == ["cs", "uk"]


def test_an_alarm_on_an_ordinary_question_counts_against_it(folder: Path) -> None:
    def alarmed(text: str) -> Observed:
        return replace(ask(text), urgent_kind=UrgencyKind.SELF_HARM if text in {"danger", "second"} else None)

    urgent = evaluate(read_labelled_set(folder), alarmed, {"a/a", "a/b"}).urgent

    # Asked are two questions and one that nothing answers.
    assert (urgent.recall, urgent.false_alarms, urgent.ordinary_alarms) == (1.0, 0.0, pytest.approx(1 / 3))
    assert urgent.precision == 0.5


def test_a_report_is_shown_and_written(folder: Path) -> None:
    report = evaluate(read_labelled_set(folder), ask, {"a/a", "a/b"})

    assert len(tables(report)) == 3
    assert len(tables(replace(report, baselines={"another": {"all": 0.4}}))) == 4
    assert json.loads(to_json(report))["overall"]["recall_at_1"] == 0.5


def test_the_surest_are_answered_first() -> None:
    curve = risk_coverage([0.5, 0.9, 0.7, 0.1], [True, True, False, False])
    assert curve.coverage == (0.25, 0.5, 0.75, 1.0)
    assert curve.risk == pytest.approx((0.0, 1 / 2, 1 / 3, 1 / 2))
    assert curve.area == pytest.approx((1 / 2 + 1 / 3 + 1 / 2) / 4)


def test_an_interval_holds_its_mean_and_narrows_with_more_questions() -> None:
    few, many = bootstrap([1.0, 0.0, 1.0, 1.0] * 5), bootstrap([1.0, 0.0, 1.0, 1.0] * 200)
    assert few.low < many.low < 0.75 < many.high < few.high


def test_a_report_can_be_drawn(folder: Path, tmp_path: Path) -> None:
    report = evaluate(read_labelled_set(folder), ask, {"a/a", "a/b"})
    plot(report.risk, report.reliability, tmp_path / "quality.svg")
    assert "reliability" in (tmp_path / "quality.svg").read_text(encoding="utf-8").lower()


def test_a_bad_row_is_named_with_its_field(folder: Path) -> None:
    (folder / "crisis_dev.jsonl").write_text(
        '\n{"id": "x", "lang": "tlh", "text": "t", "urgent": true}', encoding="utf-8"
    )

    with pytest.raises(FileUnreadable, match=r"crisis_dev\.jsonl:2: lang"):
        read_labelled_set(folder)
