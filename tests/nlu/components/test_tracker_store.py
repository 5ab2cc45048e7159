from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Restarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.carried_vector import FIELD
from nlu.components.tracker_store import SqliteTrackerStore
from nlu.components.trimming import KEPT_TURNS, TrimmingStore, trimmed_tracker

DOMAIN = Domain.from_dict({"slots": {"article": {"type": "text", "mappings": [{"type": "custom"}]}}})
WORD = "xyzzyplugh"


def a_tracker(sender: str, *events: object) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(sender, list(events), slots=DOMAIN.slots)


def turns(count: int, text: str = "otázka") -> list[object]:
    return [event for n in range(count) for event in (ActionExecuted("action_listen"), UserUttered(f"{text} {n}"))]


def holds(path: Path, word: str) -> bool:
    return word.encode() in path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trackers.sqlite3"


async def test_what_was_said_is_there_after_a_restart_of_the_process(path: Path) -> None:
    await SqliteTrackerStore(DOMAIN, path=str(path)).save(a_tracker("p1", *turns(2), SlotSet("article", "x/y")))
    again = await SqliteTrackerStore(DOMAIN, path=str(path)).retrieve("p1")
    assert again is not None
    assert again.get_slot("article") == "x/y"
    assert again.latest_message is not None
    assert again.latest_message.text == "otázka 1"


async def test_only_the_last_turns_are_kept_and_slots_survive(path: Path) -> None:
    store = SqliteTrackerStore(DOMAIN, path=str(path))
    await store.save(a_tracker("p1", SlotSet("article", "x/y"), *turns(KEPT_TURNS + 5)))
    kept = await store.retrieve("p1")
    assert kept is not None
    typed = [event.text for event in kept.events if isinstance(event, UserUttered)]
    assert typed == [f"otázka {n}" for n in range(5, KEPT_TURNS + 5)]
    assert kept.get_slot("article") == "x/y"


async def test_vectors_are_not_kept(path: Path) -> None:
    store = SqliteTrackerStore(DOMAIN, path=str(path))
    said = UserUttered("otázka", metadata={FIELD: {"numbers": WORD}, "status": "eu_citizen"})
    await store.save(a_tracker("p1", ActionExecuted("action_listen"), said))
    assert not holds(path, WORD)
    assert holds(path, "eu_citizen")


async def test_a_restart_erases_every_word_from_the_file(path: Path) -> None:
    store = SqliteTrackerStore(DOMAIN, path=str(path))
    await store.save(a_tracker("p1", *turns(3, WORD)))
    assert holds(path, WORD)
    await store.save(a_tracker("p1", *turns(3, WORD), Restarted(), ActionExecuted("action_listen")))
    assert not holds(path, WORD)
    assert await store.retrieve("p1") is None
    assert list(await store.keys()) == []


async def test_what_is_past_its_retention_is_not_found_and_then_purged(path: Path) -> None:
    await SqliteTrackerStore(DOMAIN, path=str(path), retention_days=-1.0).save(a_tracker("old", *turns(1, WORD)))
    store = SqliteTrackerStore(DOMAIN, path=str(path))
    assert await store.retrieve("old") is None
    await store.save(a_tracker("new", *turns(1)))
    assert list(await store.keys()) == ["new"]
    assert not holds(path, WORD)


async def test_no_journal_stays_beside_the_file(path: Path) -> None:
    await SqliteTrackerStore(DOMAIN, path=str(path)).save(a_tracker("p1", *turns(1)))
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


async def test_the_store_in_memory_trims_as_well() -> None:
    store = TrimmingStore(DOMAIN)
    await store.save(a_tracker("p1", *turns(KEPT_TURNS + 1)))
    kept = await store.retrieve("p1")
    assert kept is not None
    assert sum(isinstance(event, UserUttered) for event in kept.events) == KEPT_TURNS


def test_a_short_conversation_is_left_as_it_is() -> None:
    tracker = a_tracker("p1", *turns(2))
    assert trimmed_tracker(tracker) is tracker
