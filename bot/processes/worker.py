"""`pruvodce worker`: sends what waits in the outbox, finishes erasures, applies the retention rules."""

from __future__ import annotations

import asyncio

from bot.processes.preparing import prepare


def main() -> None:
    """Run until SIGTERM."""
    prepare()
    # Only now: models cannot be imported before Django is set up.
    from bot.processes.worker_service import serve

    asyncio.run(serve())


if __name__ == "__main__":
    main()
