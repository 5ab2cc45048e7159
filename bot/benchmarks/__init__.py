"""What `pruvodce bench` measures: whole turns, cold start, memory. Search alone is measured in `knowledge`."""
