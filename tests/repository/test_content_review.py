"""The table of articles that were compared fact by fact names those that chance chose, not those that are easy."""

from __future__ import annotations

import random
import re

from knowledge.content_tree import ContentTree
from tests.repository.test_rules import ROOT

SEED = 20261122
COMPARED = 10
_ROW = re.compile(r"^\| (?P<article>[a-z]+/[a-z-]+) \| (?P<facts>\d+) \| (?P<contradictions>\d+) \|", re.MULTILINE)


def test_the_ten_articles_drawn_by_chance_are_compared_and_contradict_no_fact() -> None:
    drawn = random.Random(SEED).sample(ContentTree().read_planned_ids(), COMPARED)  # noqa: S311 - a draw, no secret

    rows = _ROW.findall((ROOT / "docs" / "content-review.md").read_text(encoding="utf-8"))

    assert [article for article, _, _ in rows] == drawn
    assert {contradictions for _, _, contradictions in rows} == {"0"}
    assert all(int(facts) > 0 for _, facts, _ in rows)
