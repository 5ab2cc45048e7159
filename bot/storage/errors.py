"""What can go wrong in the storage.

BotError
└── StorageError
    └── LeaseLost      another gateway or worker took over what we were working on
"""

from __future__ import annotations

from bot.errors import BotError


class StorageError(BotError):
    """Root of the storage's errors."""

    code = "storage"


class LeaseLost(StorageError):
    """Somebody else took over: nothing of ours may be recorded.

    Attributes:
        row: Number of the row in its box.
    """

    code = "lease-lost"

    def __init__(self, row: int) -> None:
        super().__init__(f"row {row} was taken over")
        self.row = row
