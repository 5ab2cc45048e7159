"""`pruvodce gateway`: reads Telegram, takes the turns that wait in the inbox."""

from __future__ import annotations

import asyncio

from bot.processes.preparing import prepare


def main() -> None:
    """Run until SIGTERM."""
    prepare()
    # Only now: models cannot be imported before Django is set up.
    from bot.processes.gateway_service import serve

    asyncio.run(serve())


if __name__ == "__main__":
    main()
