"""For all tests: which of them stay together where several workers run, and what is read once."""

from __future__ import annotations

import pytest

from knowledge.loading import Content, load_content


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file stays on one worker, and so do all tests of the one running assistant."""
    for item in items:
        folder = item.path.parent.name
        item.add_marker(pytest.mark.xdist_group(folder if folder == "end_to_end" else str(item.path)))


@pytest.fixture(scope="session")
def content() -> Content:
    """Everything that editors wrote; reading it takes seconds."""
    return load_content()
