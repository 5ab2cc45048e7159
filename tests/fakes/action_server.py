"""`python -m tests.fakes.action_server PORT`: our actions behind the SDK's server, on the keyword knowledge."""

from __future__ import annotations

import sys

from rasa_sdk.endpoint import run

from actions.proposals import active_snapshot
from tests.fakes.keyword_knowledge import KeywordKnowledge

if __name__ == "__main__":
    knowledge = KeywordKnowledge()
    active_snapshot.use(lambda: knowledge)
    run("actions", port=int(sys.argv[1]))
