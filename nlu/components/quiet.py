"""Rasa prints every event with people's words at debug level unless told otherwise."""

from __future__ import annotations

import logging


def keep_words_out_of_logs() -> None:
    """Let Rasa's structured log carry warnings and errors only; these hold no words."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
