"""A small network that gives texts labels: articles in `knowledge.search_index`, kinds of danger in `nlu.urgency`."""
