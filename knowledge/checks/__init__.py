"""The rules that content keeps; `knowledge.checking` runs them all."""
