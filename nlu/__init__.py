"""Understands what a person typed: locales, text folding, language, urgency, entities, vectors, dialogue acts."""
