"""Talks and acts: conversation, storage, channels and the processes that run them."""
