"""Telegram by python-telegram-bot's `Bot` only: reading, sending, polling, webhook."""
