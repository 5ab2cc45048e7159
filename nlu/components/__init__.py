"""Rasa's side of understanding: thin wrappers around `nlu`, and what Rasa needs to run quietly and remember little."""
