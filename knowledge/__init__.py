"""Knows: articles, directory, passages, search, calibration, decisions, snapshots, evaluation."""
