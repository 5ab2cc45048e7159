"""Rows of the labelled development sets never stand in tests, articles or training data."""

from __future__ import annotations

import json

import pytest

from nlu.folding import fold
from tests.repository.test_rules import ROOT, tracked

DEVSET = ROOT.parent / "shared" / "devset"
SHORTEST = 12


@pytest.mark.skipif(not DEVSET.exists(), reason="the labelled sets are not beside this checkout")
def test_no_row_of_the_labelled_sets_stands_in_the_repository() -> None:
    rows = {
        fold(json.loads(line)["text"])
        for path in DEVSET.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    rows = {row for row in rows if len(row) >= SHORTEST}
    assert len(rows) > 200
    found = []
    for path in tracked("*.md", "*.yml", "*.yaml", "*.py", "*.json", "*.jsonl", "*.po"):
        text = fold(path.read_text(encoding="utf-8"))
        found += [f"{path.relative_to(ROOT)}: {row[:20]}" for row in rows if row in text]
    assert found == []
