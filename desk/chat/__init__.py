"""The public web chat: one page that works on a slow phone, by keyboard, with a screen reader and without scripts."""
