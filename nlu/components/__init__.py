"""Rasa's side of `nlu`: thin wrappers, each named in config.yml or endpoints.yml by its dotted path."""
