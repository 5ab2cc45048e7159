"""Ways to people. The web chat and the terminal read the outbox themselves; Telegram is sent to."""
