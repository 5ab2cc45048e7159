"""What the assistant remembers: a Django app."""
