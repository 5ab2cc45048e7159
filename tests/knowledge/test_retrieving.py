from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.errors import FileUnreadable
from knowledge.retrieving import read_collection, retrieve, write_run
from nlu.encoders.hashing import HashingEncoder


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_run_ranks_the_fitting_text_first(tmp_path: Path) -> None:
    corpus = write(
        tmp_path / "corpus.jsonl",
        {"_id": "d1", "title": "School", "text": "How to enrol a child at school.", "lang": "en"},
        {"_id": "d2", "title": "Doctor", "text": "How to find a doctor nearby.", "lang": "en"},
        {"_id": "d3", "title": "", "text": "", "lang": "xx"},
    )
    queries = write(tmp_path / "queries.jsonl", {"_id": "q1", "text": "find a doctor"})
    out = tmp_path / "run.trec"

    write_run(retrieve(read_collection(corpus), read_collection(queries), HashingEncoder(), k=2), out)

    rows = [line.split() for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row[0], row[1], row[2], row[3], row[5]) for row in rows[:1]] == [("q1", "Q0", "d2", "1", "pruvodce")]
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("row", "line", "field"),
    [
        ("not json", 2, "line"),
        ({"text": "x"}, 2, "_id"),
        ({"_id": "a b", "text": "x"}, 2, "_id"),
        ({"_id": "q"}, 2, "text"),
        ({"_id": "d1", "text": "x"}, 2, "_id"),
    ],
    ids=["no json", "no id", "id with a space", "no text", "id twice"],
)
def test_a_bad_line_is_named(tmp_path: Path, row: object, line: int, field: str) -> None:
    path = write(tmp_path / "corpus.jsonl", {"_id": "d1", "text": "x"}, row)

    with pytest.raises(FileUnreadable) as raised:
        read_collection(path)

    assert (raised.value.line, raised.value.field) == (line, field)
