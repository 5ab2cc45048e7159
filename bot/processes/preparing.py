"""What a process does before it imports anything of the storage."""

from __future__ import annotations

import logging
import os
import sys


def prepare() -> None:
    """Set up logging and Django, before anything of the storage is imported."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # At INFO they write addresses, which hold the bot's token.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    django.setup()
