"""The long-running processes, and what keeps them running together."""
