from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builders.talk import Talk
from tests.fakes.databases import database_at
from tests.fakes.postgres import running_postgres


@pytest.fixture
def database(tmp_path: Path, django_db_blocker: Any) -> Iterator[Path]:
    """A fresh SQLite database."""
    with django_db_blocker.unblock(), database_at(tmp_path):
        yield tmp_path


@pytest.fixture
def talk() -> Talk:
    """Somebody new; what they say is kept in the `database`."""
    return Talk()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """One real PostgreSQL for all tests that ask for it."""
    with running_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_settings(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: Any
) -> Iterator[dict[str, str]]:
    """Settings by which other processes use a fresh database of either kind."""
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres")
    with django_db_blocker.unblock(), database_at(url or tmp_path):
        yield {"PRUVODCE_VAR": str(tmp_path), "PRUVODCE_DATABASE_URL": url}
