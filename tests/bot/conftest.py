from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.databases import database_at


@pytest.fixture
def database(tmp_path: Path, django_db_blocker: Any) -> Iterator[Path]:
    """A fresh SQLite database."""
    with django_db_blocker.unblock(), database_at(tmp_path):
        yield tmp_path
