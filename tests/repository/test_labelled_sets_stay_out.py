"""Rows of the labelled sets on which quality is measured never stand in articles, training data or other tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlu.folding import fold
from tests.repository.test_rules import ROOT, tracked

DEVSET = ROOT.parent / "shared" / "devset"
OURS = tuple(ROOT / "tests" / "quality" / name for name in ("fresh", "life", "details"))
SHORTEST = 12


def rows_of(folder: Path) -> set[str]:
    texts = (json.loads(line)["text"] for path in folder.glob("*.jsonl") for line in path.open(encoding="utf-8"))
    return {row for row in map(fold, texts) if len(row) >= SHORTEST}


def found_in_the_repository(rows: set[str], *, but: Path | None = None) -> list[str]:
    files = (path for path in tracked("*.md", "*.yml", "*.yaml", "*.py", "*.json", "*.jsonl", "*.po"))
    texts = {path: fold(path.read_text(encoding="utf-8")) for path in files if but is None or but not in path.parents}
    return [f"{path.relative_to(ROOT)}: {row[:20]}" for path, text in texts.items() for row in rows if row in text]


@pytest.mark.skipif(not DEVSET.exists(), reason="the labelled sets are not beside this checkout")
def test_no_row_of_the_development_set_stands_in_the_repository() -> None:
    rows = rows_of(DEVSET)
    assert len(rows) > 200
    assert found_in_the_repository(rows) == []


@pytest.mark.parametrize("labelled", OURS, ids=lambda folder: folder.name)
def test_no_row_of_our_own_sets_stands_anywhere_else(labelled: Path) -> None:
    rows = rows_of(labelled)
    assert len(rows) > 500
    assert found_in_the_repository(rows, but=labelled) == []
