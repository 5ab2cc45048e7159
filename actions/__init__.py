"""What Rasa calls. Every module here is imported by the action server: no scripts, tests or half-made classes."""

import os

# The SDK reads this after importing us and would listen on every interface; only Rasa on this machine may call.
os.environ.setdefault("SANIC_HOST", "127.0.0.1")
