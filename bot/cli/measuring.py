"""`eval`: how right the answers are. `bench`: how fast they come."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.errors import BadInput

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase
    from knowledge.evaluation.report import Observed

_WIDTH = 140


def evaluate(
    labelled: Annotated[Path | None, typer.Option("--set", help="folder of labelled questions")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON")] = False,
) -> None:
    """Measure quality on labelled questions, the development set if not given."""
    from bot.settings import settings
    from knowledge.base import ActiveKnowledge
    from knowledge.evaluation.labelled import read_labelled_set
    from knowledge.evaluation.report import evaluate as measure
    from knowledge.evaluation.showing import tables, to_json
    from knowledge.whereabouts import labelled_folder

    folder = labelled or labelled_folder()
    if not folder.is_dir():
        raise BadInput(str(folder), "", "no such folder of labelled questions")
    knowledge = ActiveKnowledge(settings().var).current()
    knowledge.warm_up()
    report = measure(read_labelled_set(folder), asking(knowledge), knowledge.articles)
    if as_json:
        sys.stdout.write(to_json(report))
        return
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    console.print(f"Snapshot {knowledge.id}, {len(knowledge.articles)} articles; {folder.name}")
    for table in tables(report):
        console.print(table)


def asking(knowledge: KnowledgeBase) -> Callable[[str], Observed]:
    """What the assistant does with a text as a first message: the whole way of `pruvodce ask`."""
    from bot.cli.ask import mark
    from bot.conversation.first_message import consider
    from bot.conversation.naming_decisions import article_of, decision_name
    from bot.conversation.outcomes import Escalation, Urgent
    from knowledge.evaluation.report import Observed

    def ask(text: str) -> Observed:
        started = time.perf_counter()
        considered = consider(text, knowledge, mark)
        ms = 1000 * (time.perf_counter() - started)
        outcome = considered.outcome
        return Observed(
            decision=decision_name(outcome).value,
            article=article_of(outcome),
            candidates=considered.hits,
            language=considered.locale.value,
            urgent_kind=outcome.kind if isinstance(outcome, Urgent) else None,
            handoff_kind=outcome.kind.value if isinstance(outcome, Escalation) else None,
            ms=ms,
        )

    return ask


def bench(
    out: Annotated[Path | None, typer.Option(help="write the JSON here as well")] = None,
    *,
    count: Annotated[int, typer.Option(min=10, help="messages at each rate")] = 200,
) -> None:
    """Measure latency, throughput, memory and growth of this machine's assistant; JSON on standard output."""
    from bot.benchmarks.whole import measure_all

    report = measure_all(count=count, say=lambda line: print(line, file=sys.stderr))
    text = json.dumps(report, indent=2, ensure_ascii=False)
    print(text)
    if out is not None:
        out.write_text(f"{text}\n", encoding="utf-8")
