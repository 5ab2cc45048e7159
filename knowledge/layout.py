"""Names of the files in a snapshot's folder."""

from __future__ import annotations

INDEX = "index"
ACTS = "acts.npz"
URGENCY = "urgency.npz"
LANGUAGE = "language.npz"
ARTICLES = "articles.json"
DIRECTORY = "directory.json"
CARDS = "cards.json"
LETTERS = "letters.json"
CALIBRATION = "calibration.json"
WORDS = "words.npz"
