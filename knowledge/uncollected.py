"""Work that makes very many objects and hardly any cycle of them, spared the search for cycles."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Python looks for no cycles meanwhile; a build took 17 s with and 13 s without that (2026-11).

    What counts references goes on, so that memory is given back as ever.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
