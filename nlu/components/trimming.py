"""How much of a conversation Rasa keeps: ten turns, and nothing from before a restart.

Besides privacy this keeps Rasa quick: its cost grows with the conversation, to 73 ms a message after 150 turns.
"""

from __future__ import annotations

from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.events import ActionExecuted, Event, Restarted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.carried_vector import FIELD

KEPT_TURNS = 10


def trimmed_tracker(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """The tracker without what came before a restart, and without all but the last ten turns; slots survive.

    Vectors that messages carried are gone too: each is of use to its own turn only, and Rasa would write them anew
    with every message.
    """
    events = list(tracker.events)
    for event in events:
        if isinstance(event, UserUttered):
            event.metadata.pop(FIELD, None)
            (event.parse_data.get("metadata") or {}).pop(FIELD, None)
    restarts = [number for number, event in enumerate(events) if isinstance(event, Restarted)]
    if restarts:
        events = events[restarts[-1] + 1 :]
    typed = [number for number, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(typed) > KEPT_TURNS:
        # Each turn begins with the action_listen before it.
        events = [*_beginning(tracker), *events[max(typed[-KEPT_TURNS] - 1, 0) :]]
    elif not restarts:
        return tracker
    return DialogueStateTracker.from_events(tracker.sender_id, events, slots=list(tracker.slots.values()))


def _beginning(tracker: DialogueStateTracker) -> list[Event]:
    slots = [SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.value is not None]
    return [ActionExecuted("action_session_start"), SessionStarted(), *slots]


class TrimmingStore(InMemoryTrackerStore):
    """In memory, for the engine within a process."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the last turns."""
        await super().save(trimmed_tracker(tracker))
