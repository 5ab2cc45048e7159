"""The whole assistant from outside: the web chat in Chromium and Telegram against a server not written by us."""
