from __future__ import annotations

import threading
from concurrent.futures import Executor
from pathlib import Path

import numpy as np
import pytest

from knowledge import layout, snapshots
from knowledge.base import ActiveKnowledge
from knowledge.building import build_snapshot
from knowledge.content_tree import ContentTree
from knowledge.errors import ContentInvalid, NothingToRollBackTo, SnapshotDamaged, SnapshotMissing
from knowledge.executing import processes
from knowledge.index_files import load_index
from knowledge.questions import Question
from nlu.encoders.hashing import HashingEncoder
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from tests.builders.content import SUBJECTS, edit, write_content


class Built:
    """Content and a folder of snapshots that tests share; each test gets its own copy of the pointer."""

    def __init__(self, root: Path) -> None:
        self.tree = write_content(root / "repository")
        self.var = root / "var"
        self.folder = self.var / "snapshots"

    def build(self, folder: Path | None = None, executor: Executor | None = None) -> str:
        cache = self.var / "cache"
        return build_snapshot(
            folder or self.folder, tree=self.tree, encoder=HashingEncoder(), cache=cache, executor=executor
        )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    made = Built(tmp_path_factory.mktemp("built"))
    made.build()
    edit(made.tree.articles / "health/doctor/en.md", "# Finding a doctor", "# Finding your doctor")
    made.build()
    return made


@pytest.fixture
def two(built: Built) -> tuple[str, str]:
    first, second = snapshots.list_snapshots(built.folder)[-2:]
    snapshots.activate(second, built.folder)
    return first, second


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("article", SUBJECTS)
def test_an_articles_own_words_find_it(built: Built, article: str, locale: Locale) -> None:
    knowledge = ActiveKnowledge(built.var).current()

    hits = knowledge.search(Question(SUBJECTS[article][locale][1], locale))

    assert hits[0].article == article
    assert sum(hit.p for hit in hits) <= 1 + 1e-9


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("text", ["", "?!", "🙂🙂", "a" * 5000, "\x00", "как kak як"])
def test_odd_texts_are_searched_without_harm(built: Built, text: str) -> None:
    knowledge = ActiveKnowledge(built.var).current()

    hits = knowledge.search(Question(text, Locale.RU, status=ResidenceStatus.EU_CITIZEN))

    assert len(hits) == len(SUBJECTS)


def test_a_snapshot_is_the_same_whoever_does_the_work(built: Built, tmp_path: Path) -> None:
    alone = tmp_path / built.build(tmp_path)
    # Nothing remembered: the other process has to make its part.
    for remembered in (built.var / "cache" / "trained").glob("grams-*"):
        remembered.unlink()
    with processes() as executor:
        together = tmp_path / built.build(tmp_path, executor)
    assert alone != together
    assert (alone / layout.WORDS).read_bytes() == (together / layout.WORDS).read_bytes()
    ours, theirs = (load_index(path / layout.INDEX).any_alphabet_grams for path in (alone, together))
    for name in ("starts", "passages", "weights", "rarity"):
        assert np.array_equal(getattr(ours, name), getattr(theirs, name))


def test_everything_comes_back_from_the_files(built: Built, two: tuple[str, str]) -> None:
    from knowledge.loading import load_content

    knowledge = ActiveKnowledge(built.var).current()
    content = load_content(built.tree)

    assert knowledge.id == two[1]
    assert knowledge.articles == content.articles
    assert knowledge.directory == content.directory
    assert knowledge.urgent_cards == content.urgent_cards


def test_rollback_reaches_a_running_process(built: Built, two: tuple[str, str]) -> None:
    active = ActiveKnowledge(built.var)
    assert active.current().articles["health/doctor"].versions[Locale.EN].title == "Finding your doctor"

    assert snapshots.rollback(built.folder) == two[0]

    assert active.current().articles["health/doctor"].versions[Locale.EN].title == "Finding a doctor"


def test_rollback_stops_at_the_oldest(built: Built, two: tuple[str, str]) -> None:
    snapshots.activate(two[0], built.folder)

    with pytest.raises(NothingToRollBackTo):
        snapshots.rollback(built.folder)


def test_searching_goes_on_while_snapshots_change(built: Built, two: tuple[str, str]) -> None:
    active = ActiveKnowledge(built.var)
    stop = threading.Event()
    failures: list[BaseException] = []

    def search() -> None:
        while not stop.is_set():
            try:
                assert active.current().search(Question("find a doctor", Locale.EN))[0].article == "health/doctor"
            except BaseException as error:  # noqa: BLE001, PERF203 - whatever it is, the test must see it
                failures.append(error)
                return

    searching = [threading.Thread(target=search) for _ in range(3)]
    for thread in searching:
        thread.start()
    for _ in range(4):
        for snapshot in two:
            snapshots.activate(snapshot, built.folder)
            active.current()
    stop.set()
    for thread in searching:
        thread.join()

    assert failures == []


def test_an_edit_makes_the_snapshot_out_of_date(built: Built, two: tuple[str, str]) -> None:
    def is_fresh() -> bool:
        return snapshots.is_up_to_date(built.folder, tree=built.tree, encoder="hashing")

    assert is_fresh()
    snapshots.activate(two[0], built.folder)
    assert not is_fresh()


@pytest.mark.usefixtures("two")
def test_models_that_come_with_an_update_make_the_snapshot_out_of_date(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "urgency-1234-5678.npz").touch()
    monkeypatch.setattr("knowledge.fingerprints.CARRIED", tmp_path)
    assert not snapshots.is_up_to_date(built.folder, tree=built.tree, encoder="hashing")


def test_a_damaged_snapshot_is_never_activated(built: Built, two: tuple[str, str]) -> None:
    path = built.folder / two[0] / "cards.json"
    sound = path.read_bytes()
    path.write_bytes(sound.replace(b"112", b"113"))
    try:
        with pytest.raises(SnapshotDamaged):
            snapshots.activate(two[0], built.folder)
    finally:
        path.write_bytes(sound)
    assert snapshots.active_id(built.folder) == two[1]


def test_without_a_snapshot_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SnapshotMissing, match="pruvodce kb build"):
        ActiveKnowledge(tmp_path).current()


def test_faulty_content_builds_nothing(tmp_path: Path) -> None:
    tree: ContentTree = write_content(tmp_path)
    (tree.articles / "health/doctor/vi.md").unlink()

    with pytest.raises(ContentInvalid):
        build_snapshot(tmp_path / "snapshots", tree=tree, encoder=HashingEncoder(), cache=tmp_path / "cache")

    assert snapshots.list_snapshots(tmp_path / "snapshots") == ()


def test_old_snapshots_are_pruned_but_never_the_active_one(tmp_path: Path) -> None:
    names = [f"2026010{day}T000000000000-aaaaaaaa" for day in range(1, 9)]
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / snapshots.MANIFEST).write_text('{"files": {}}', encoding="utf-8")
    (tmp_path / snapshots.POINTER).write_text(names[1], encoding="utf-8")

    snapshots.prune(tmp_path)

    assert list(snapshots.list_snapshots(tmp_path)) == [names[0], names[1], *names[-5:]]
