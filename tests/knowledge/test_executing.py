from __future__ import annotations

import os

import pytest

from knowledge.executing import begun, processes


def test_what_is_given_away_is_done_elsewhere() -> None:
    with processes() as executor:
        assert begun(executor, os.getpid)() != os.getpid()
        assert begun(executor, divmod, 7, 2)() == (3, 1)


def test_without_an_executor_it_is_done_here_and_only_when_asked() -> None:
    done: list[int] = []
    result = begun(None, done.append, 1)
    assert done == []
    result()
    assert done == [1]


def test_a_fault_elsewhere_is_a_fault_here() -> None:
    with processes() as executor:
        result = begun(executor, divmod, 1, 0)
        with pytest.raises(ZeroDivisionError):
            result()
