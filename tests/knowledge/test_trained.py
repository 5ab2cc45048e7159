from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.trained import Trained


@dataclass(frozen=True)
class Note:
    text: str

    def save(self, path: Path) -> None:
        path.write_text(self.text, encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Note:
        return cls(path.read_text(encoding="utf-8"))


def note(trained: Trained, *made_from: bytes, text: str) -> str:
    return trained.get("note", made_from, load=Note.load, train=lambda: Note(text)).text


def test_a_model_is_trained_once_for_what_it_is_made_from(tmp_path: Path) -> None:
    assert note(Trained(tmp_path), b"a", b"b", text="first") == "first"
    assert note(Trained(tmp_path), b"a", b"b", text="second") == "first"


def test_whatever_changes_trains_anew(tmp_path: Path) -> None:
    note(Trained(tmp_path), b"a", b"b", text="first")
    assert note(Trained(tmp_path), b"ab", text="second") == "second"


def lessons(first: int, last: int) -> list[bytes]:
    return [str(number).encode() for number in range(first, last)]


@pytest.mark.parametrize(
    ("now", "made_from", "text"),
    [
        pytest.param(lessons(2, 1000), b"a", "first", id="two have gone"),
        pytest.param(lessons(0, 1003), b"a", "first", id="three have come"),
        pytest.param(lessons(3, 1003), b"a", "second", id="three have gone and three come"),
        pytest.param(lessons(0, 1020), b"a", "second", id="twenty have come"),
        pytest.param(lessons(2, 1000), b"b", "second", id="the code is another"),
    ],
)
def test_a_few_lessons_more_or_less_train_nothing_anew(
    tmp_path: Path, now: list[bytes], made_from: bytes, text: str
) -> None:
    def get(made_from: bytes, lessons: list[bytes], text: str) -> str:
        trained = Trained(tmp_path)
        return trained.get("note", [made_from], lessons=lessons, load=Note.load, train=lambda: Note(text)).text

    get(b"a", lessons(0, 1000), "first")
    assert get(made_from, now, "second") == text


@pytest.mark.parametrize(("now", "unlearned"), [(lessons(0, 1000), 0), (lessons(2, 1001), 3), (lessons(0, 1020), 0)])
def test_a_model_that_serves_on_says_how_much_it_has_not_learned(
    tmp_path: Path, now: list[bytes], unlearned: int
) -> None:
    trained = Trained(tmp_path)
    for learned in (lessons(0, 1000), now):
        trained.get("note", [b"a"], lessons=learned, load=Note.load, train=lambda: Note("first"))

    assert trained.unlearned == {"note": unlearned}


def test_the_model_of_just_these_lessons_goes_before_one_that_is_close(tmp_path: Path) -> None:
    def get(trained: Trained, last: int, text: str) -> str:
        return trained.get("note", [b"a"], lessons=lessons(0, last), load=Note.load, train=lambda: Note(text)).text

    cache, carried = tmp_path / "cache", tmp_path / "carried"
    get(Trained(carried), 1004, "exact")
    get(Trained(cache), 1003, "close")
    assert get(Trained(cache, carried), 1004, "trained") == "exact"


def test_a_second_folder_is_read_and_never_written(tmp_path: Path) -> None:
    carried, cache = tmp_path / "carried", tmp_path / "cache"
    note(Trained(carried), b"a", text="carried")
    before = list(carried.iterdir())
    trained = Trained(cache, carried)
    assert note(trained, b"a", text="new") == "carried"
    assert note(trained, b"b", text="new") == "new"
    assert list(carried.iterdir()) == before
    assert [path.parent for path in trained.used] == [carried, cache]


def test_training_that_fails_leaves_no_file(tmp_path: Path) -> None:
    class Unsaved(Note):
        def save(self, path: Path) -> None:
            path.write_text("half", encoding="utf-8")
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        Trained(tmp_path).get("note", [b"a"], load=Note.load, train=lambda: Unsaved("x"))
    assert list(tmp_path.iterdir()) == []


def test_only_the_last_four_models_of_a_kind_are_kept(tmp_path: Path) -> None:
    (tmp_path / "other-0.npz").touch()
    for number in range(6):
        note(Trained(tmp_path), bytes([number]), text=str(number))
        for path in tmp_path.glob("note-*"):
            # As if a minute had passed: files of one moment have no order.
            os.utime(path, (path.stat().st_atime - 60, path.stat().st_mtime - 60))
    assert sorted(path.read_text() for path in tmp_path.glob("note-*.npz")) == ["2", "3", "4", "5"]
    assert (tmp_path / "other-0.npz").exists()
