from __future__ import annotations

import gc

import pytest

from knowledge.uncollected import uncollected


def test_cycles_are_looked_for_again_after_the_outermost_work() -> None:
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_cycles_are_looked_for_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()
