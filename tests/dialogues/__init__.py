"""Whole dialogues through the whole stack: storage, turn, a real trained Rasa model, the active snapshot."""
