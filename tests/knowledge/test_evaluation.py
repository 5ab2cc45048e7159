from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.errors import FileUnreadable
from knowledge.evaluation.labelled import read_labelled_set
from knowledge.evaluation.report import Observed, evaluate
from knowledge.evaluation.showing import tables, to_json
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
    return Observed("answer", "a/a", hits, "cs", ms=3.0)


def test_the_report_counts_what_was_right(folder: Path) -> None:
    report = evaluate(read_labelled_set(folder), ask, {"a/a", "a/b"})

    assert (report.overall.count, report.overall.recall_at_1, report.overall.recall_at_3) == (2, 0.5, 1.0)
    assert report.overall.mean_reciprocal_rank == 0.75
    assert report.overall.answered_wrong == 0.5
    assert report.left_out == 1
    assert report.false_answers == {"all": 1.0, "off_topic": 1.0}
    assert (report.urgent.recall, report.urgent.false_alarms, report.handoff.right_kind) == (1.0, 0.0, 1.0)
    assert list(report.by_language) == ["cs", "uk"]


def test_a_report_is_shown_and_written(folder: Path) -> None:
    report = evaluate(read_labelled_set(folder), ask, {"a/a", "a/b"})

    assert len(tables(report)) == 3
    assert json.loads(to_json(report))["overall"]["recall_at_1"] == 0.5


def test_a_bad_row_is_named_with_its_field(folder: Path) -> None:
    (folder / "crisis_dev.jsonl").write_text(
        '\n{"id": "x", "lang": "tlh", "text": "t", "urgent": true}', encoding="utf-8"
    )

    with pytest.raises(FileUnreadable, match=r"crisis_dev\.jsonl:2: lang"):
        read_labelled_set(folder)
