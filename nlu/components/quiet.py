"""Rasa prints people's words: every event at debug level, and whole messages when its REST channel fails."""

from __future__ import annotations

import logging


def keep_words_out_of_logs() -> None:
    """Let Rasa's structured log carry warnings and errors only, and nothing of its REST channel."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    # A message that comes too late, or fails, is logged there with its text. The gateway notes such failures itself.
    logging.getLogger("rasa.core.channels.rest").setLevel(logging.CRITICAL + 1)
