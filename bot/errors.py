"""Everything that can go wrong in `bot`, as one tree.

    BotError
    ├── BadInput                a file or an argument that a command was given
    ├── NotReady                something must be built or started first
    │   └── PortTaken           another program listens where we want to
    └── (engine, storage and channels add theirs in their own packages)

Errors carry their facts as attributes; a person who asks never sees one.
"""

from __future__ import annotations


class BotError(Exception):
    """Root of all errors of `bot`."""

    code = "bot"


class BadInput(BotError):
    """A file given to a command does not hold what it should.

    Attributes:
        place: File, and line where there is one, such as `in.jsonl:3`.
        field: The field at fault; empty where the whole line is.
    """

    code = "bad-input"

    def __init__(self, place: str, field: str, reason: str) -> None:
        super().__init__(f"{place}: {field}: {reason}" if field else f"{place}: {reason}")
        self.place = place
        self.field = field
        self.reason = reason


class NotReady(BotError):
    """Something must be built or started first; the message says what to run."""

    code = "not-ready"


class PortTaken(NotReady):
    """Another program listens on a port that a process of ours wants."""

    code = "port-taken"

    def __init__(self, process: str, port: int) -> None:
        super().__init__(
            f"port {port} for {process} is taken by another program; choose another one, see docs/settings.md"
        )
        self.process = process
        self.port = port
