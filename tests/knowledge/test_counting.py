from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.cli.counts import lines_of_counts
from knowledge.checking import check
from knowledge.counting import count_content
from tests.builders.content import edit, write_content

TODAY = date(2026, 11, 21)


def test_content_is_counted_by_language_source_confidence_and_month(tmp_path: Path) -> None:
    tree = write_content(tmp_path)
    tree.planned_ids.write_text("health/doctor\nwork/taxes\n", encoding="utf-8")
    edit(tree.articles / "health/doctor/article.yaml", "confidence: medium", "confidence: low")
    edit(tree.articles / "health/doctor/article.yaml", "review_by: 2027-01-20", "review_by: 2026-12-31")

    lines = list(lines_of_counts(count_content(check(tree, today=TODAY))))

    assert lines == [
        "ids: 3 of 4 planned",
        "  not written: work/taxes",
        "texts: cs 3, en 3, uk 3, ru 3, vi 3",
        "questions: 180",
        "sources: 3 (1 addresses, 0 secondary)",
        "articles by confidence: high 0, medium 2, low 1",
        "figures by confidence: high 0, medium 6, low 3",
        "due for review: 2026-12 1, 2027-01 2",
        "outdated translations: 12",
    ]
