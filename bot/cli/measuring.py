"""`eval`: how right the answers are. `bench`: how fast they come."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.base import KnowledgeBase
    from knowledge.evaluation.labelled import LabelledQuestion, LabelledSet
    from knowledge.evaluation.qualities import Observed

_WIDTH = 190


def evaluate(
    labelled: Annotated[Path | None, typer.Option("--set", help="folder of labelled questions")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON")] = False,
    out: Annotated[Path | None, typer.Option(help="write the JSON here as well")] = None,
    picture: Annotated[Path | None, typer.Option("--plot", help="draw risk and reliability, .png or .svg")] = None,
    damaged: Annotated[bool, typer.Option("--noise/--no-noise", help="ask again with damaged letters, too")] = False,
    ablated: Annotated[bool, typer.Option("--ablation/--no-ablation", help="leave out each part, too")] = False,
    compared: Annotated[bool, typer.Option("--baselines/--no-baselines", help="measure what others do, too")] = True,
) -> None:
    """Measure quality on labelled questions, the development set if not given."""
    from bot.settings import settings
    from knowledge.base import ActiveKnowledge
    from knowledge.evaluation.labelled import read_labelled_set
    from knowledge.evaluation.report import evaluate as measure
    from knowledge.evaluation.showing import tables, to_json
    from knowledge.whereabouts import labelled_folder

    folder = labelled or labelled_folder()
    _check_folders(folder, (out, picture))
    knowledge = ActiveKnowledge(settings().var).current()
    knowledge.warm_up()
    questions = read_labelled_set(folder)
    report = measure(questions, asking(knowledge), knowledge.articles)
    if compared:
        report = replace(report, baselines=_baselines(questions, knowledge))
    answerable = [one for one in questions.questions if set(one.expected) & set(knowledge.articles)]
    if ablated:
        report = replace(report, ablation=_ablation(answerable, knowledge))
    if damaged:
        from knowledge.evaluation.robustness import noise_costs

        report = replace(report, noises=noise_costs(answerable, asking(knowledge)))
    if out is not None:
        out.write_text(to_json(report), encoding="utf-8")
    if picture is not None:
        from knowledge.evaluation.plotting import plot

        plot(report.risk, report.reliability, picture)
    if as_json:
        sys.stdout.write(to_json(report))
        return
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    console.print(f"Snapshot {knowledge.id}, {len(knowledge.articles)} articles; {folder.name}")
    for table in tables(report):
        console.print(table)


def _check_folders(read: Path, written: Sequence[Path | None]) -> None:
    if not read.is_dir():
        raise BadInput(str(read), "", "no such folder of labelled questions")
    for path in written:
        if path is not None and not path.parent.is_dir():
            raise BadInput(str(path), "", "its folder does not exist")


def _ablation(questions: Sequence[LabelledQuestion], knowledge: KnowledgeBase) -> dict[str, dict[str, float]]:
    from knowledge.evaluation.ablation import ablate
    from knowledge.measurements import Known, measure
    from nlu.repairing import Repairer

    known = [Known(question.text, question.locale, question.expected) for question in questions]
    measured, unrepaired = (
        measure(knowledge.index, known, knowledge.encoder, repairer) for repairer in (knowledge.repairer, Repairer({}))
    )
    return ablate(questions, measured, unrepaired, knowledge.calibration.fusion)


def _baselines(questions: LabelledSet, knowledge: KnowledgeBase) -> dict[str, Mapping[str, float]]:
    from knowledge.evaluation.comparing import compare
    from knowledge.loading import load_sound_articles
    from knowledge.vector_cache import VectorCache
    from knowledge.whereabouts import cache_folder
    from nlu.encoders.precomputed import with_precomputed

    # The snapshot does not keep the texts of questions that search alone learns from.
    content = load_sound_articles()
    encoder = VectorCache(cache_folder(), with_precomputed(knowledge.encoder))
    return compare(questions.questions, tuple(content.articles.values()), encoder, content.asked)


def asking(knowledge: KnowledgeBase) -> Callable[[str], Observed]:
    """What the assistant does with a text as a first message: the whole way of `pruvodce ask`."""
    from bot.cli.ask import mark
    from bot.conversation.first_message import consider
    from bot.conversation.naming_decisions import article_of, decision_name
    from bot.conversation.outcomes import Clarification, Escalation, Urgent
    from knowledge.evaluation.qualities import Observed

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
            offered=outcome.articles if isinstance(outcome, Clarification) else (),
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
