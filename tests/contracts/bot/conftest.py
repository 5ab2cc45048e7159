from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.databases import database_at
from tests.fakes.postgres import running_postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """One real PostgreSQL for all tests that ask for it."""
    with running_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """The same tests on both databases."""
    place = tmp_path if request.param == "sqlite" else request.getfixturevalue("postgres")
    with django_db_blocker.unblock(), database_at(place):
        yield request.param
