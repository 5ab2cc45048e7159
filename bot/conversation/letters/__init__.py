"""Ready letters: a short form, asked one question at a time, and the letter that comes of it. Pure."""
