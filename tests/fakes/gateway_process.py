"""A real gateway over made-up knowledge; run with `python -m tests.fakes.gateway_process`."""

from __future__ import annotations

import asyncio

from bot.processes.preparing import prepare
from tests.builders.conversation import FakeKnowledge, an_article

QUESTIONS = 60


def numbered_knowledge() -> FakeKnowledge:
    """Article `test/7` is titled `Title 7`, and so on."""
    ids = {f"test/{number}": f"Title {number}" for number in range(QUESTIONS)}
    return FakeKnowledge(
        articles={one: an_article(one, title=title, related=(), applies_to=frozenset()) for one, title in ids.items()}
    )


if __name__ == "__main__":
    prepare()
    from bot.processes.gateway_service import serve

    knowledge = numbered_knowledge()
    asyncio.run(serve(knowledge=lambda: knowledge))
