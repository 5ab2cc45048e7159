"""Real servers that tests start themselves on loopback and stop again."""
