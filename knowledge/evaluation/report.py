"""Quality on a labelled set: what `pruvodce eval` shows.

How a question is asked is handed in, so that the whole first-message path is measured and not only search.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from knowledge.evaluation.qualities import DetectionQuality, Observed, Report, RetrievalQuality
from knowledge.evaluation.ranking import bins_of, calibration_error, mean_reciprocal_rank, recall_at
from knowledge.evaluation.risk import risk_coverage
from knowledge.evaluation.uncertainty import bootstrap

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from knowledge.evaluation.labelled import LabelledHandoff, LabelledQuestion, LabelledSet, LabelledUrgency
    from nlu.urgency_kinds import UrgencyKind

_NOWHERE = 1_000_000
"""Rank of an article that is not among the candidates."""


def evaluate(labelled: LabelledSet, ask: Callable[[str], Observed], articles: Collection[str]) -> Report:
    """Ask everything in a labelled set and measure.

    Args:
        labelled: The set.
        ask: What the assistant does with a text as a first message, the language not told.
        articles: Ids that exist; questions that expect none of them are left out.
    """
    asked = [question for question in labelled.questions if any(article in articles for article in question.expected)]
    observed = [ask(question.text) for question in asked]
    unanswerable = [ask(question.text) for question in labelled.unanswerable]
    urgencies = [ask(row.text) for row in labelled.urgencies]
    handoffs = [ask(row.text) for row in labelled.handoffs]
    pairs = list(zip(asked, observed, strict=True))
    texts: list[LabelledQuestion | LabelledUrgency | LabelledHandoff] = [
        *asked,
        *labelled.unanswerable,
        *labelled.urgencies,
        *labelled.handoffs,
    ]
    everything = [*observed, *unanswerable, *urgencies, *handoffs]
    times = [one.ms for one in everything]
    stated = _stated_and_true(pairs, unanswerable)
    return Report(
        overall=_retrieval(pairs),
        by_language=_grouped(pairs, lambda question: question.locale.value),
        by_style=_grouped(pairs, lambda question: question.style),
        left_out=len(labelled.questions) - len(asked),
        calibration_error=_calibration(*stated),
        risk=risk_coverage(*stated),
        reliability=bins_of(np.array(stated[0]), np.array(stated[1], dtype=bool)),
        false_answers=_false_answers(labelled.unanswerable, unanswerable),
        urgent=_detection(
            [(row.kind, one.urgent_kind) for row, one in zip(labelled.urgencies, urgencies, strict=True)],
            [one.urgent_kind for one in (*observed, *unanswerable)],
        ),
        handoff=_detection(
            [(row.wants, one.handoff_kind) for row, one in zip(labelled.handoffs, handoffs, strict=True)],
            # Some of what no article answers is rightly taken to a human.
            [one.handoff_kind for one in observed],
        ),
        right_language=_right_language(texts, everything),
        ms={"p50": _percentile(times, 50), "p95": _percentile(times, 95)},
    )


def _retrieval(pairs: Sequence[tuple[LabelledQuestion, Observed]]) -> RetrievalQuality:
    ranks = np.array([_rank(question, observed) for question, observed in pairs], dtype=np.int64)
    shown = [(question, observed) for question, observed in pairs if observed.decision == "answer"]
    wrong = sum(observed.article not in question.expected for question, observed in shown)
    decisions = Counter(observed.decision for _, observed in pairs)
    right_choices = sum(bool(set(observed.offered) & set(question.expected)) for question, observed in pairs)
    return RetrievalQuality(
        count=len(pairs),
        recall_at_1=recall_at(ranks, 1),
        interval=bootstrap((ranks == 1).tolist()),
        stated=_mean([one.candidates[0].p if one.candidates else 0.0 for _, one in pairs]),
        recall_at_3=recall_at(ranks, 3),
        mean_reciprocal_rank=mean_reciprocal_rank(ranks),
        answered=_share(len(shown), len(pairs)),
        answered_wrong=_share(wrong, len(pairs)),
        wrong_of_answered=_share(wrong, len(shown)),
        asked_back=_share(decisions["clarify"], len(pairs)),
        right_of_asked_back=_share(right_choices, decisions["clarify"]),
        silent=_share(decisions["unknown"], len(pairs)),
    )


def _rank(question: LabelledQuestion, observed: Observed) -> int:
    places = [place for place, hit in enumerate(observed.candidates, start=1) if hit.article in question.expected]
    return places[0] if places else _NOWHERE


def _grouped(
    pairs: Sequence[tuple[LabelledQuestion, Observed]], key: Callable[[LabelledQuestion], str]
) -> dict[str, RetrievalQuality]:
    names = sorted({key(question) for question, _ in pairs})
    return {name: _retrieval([pair for pair in pairs if key(pair[0]) == name]) for name in names}


def _stated_and_true(
    pairs: Sequence[tuple[LabelledQuestion, Observed]], unanswerable: Sequence[Observed]
) -> tuple[list[float], list[bool]]:
    """The stated probability of each best candidate, and whether it answers."""
    best = [(one.candidates[0], question.expected) for question, one in pairs if one.candidates]
    best += [(one.candidates[0], ()) for one in unanswerable if one.candidates]
    return [hit.p for hit, _ in best], [hit.article in expected for hit, expected in best]


def _calibration(p: list[float], is_right: list[bool]) -> float:
    return calibration_error(np.array(p), np.array(is_right, dtype=bool))


def _false_answers(questions: Sequence[LabelledQuestion], observed: Sequence[Observed]) -> dict[str, float]:
    pairs = list(zip(questions, observed, strict=True))
    reasons = sorted({question.style for question in questions})
    found = {"all": _share(sum(one.decision == "answer" for one in observed), len(observed))}
    for reason in reasons:
        mine = [one for question, one in pairs if question.style == reason]
        found[reason] = _share(sum(one.decision == "answer" for one in mine), len(mine))
    return found


def _detection(
    pairs: Sequence[tuple[UrgencyKind | str | None, UrgencyKind | str | None]],
    ordinary: Sequence[UrgencyKind | str | None],
) -> DetectionQuality:
    """Of pairs of true and named kinds, and of the kinds named in ordinary questions."""
    positives = [(true, named) for true, named in pairs if true is not None]
    lookalikes = [named for true, named in pairs if true is None]
    noticed = sum(named is not None for _, named in positives)
    alarms = sum(named is not None for named in lookalikes)
    elsewhere = sum(named is not None for named in ordinary)
    return DetectionQuality(
        positives=len(positives),
        lookalikes=len(lookalikes),
        recall=_share(noticed, len(positives)),
        right_kind=_share(sum(true == named for true, named in positives), len(positives)),
        false_alarms=_share(alarms, len(lookalikes)),
        ordinary_alarms=_share(elsewhere, len(ordinary)),
        precision=_share(noticed, noticed + alarms + elsewhere),
    )


def _right_language(
    texts: Sequence[LabelledQuestion | LabelledUrgency | LabelledHandoff], observed: Sequence[Observed]
) -> float:
    right = sum(text.locale.value == one.language for text, one in zip(texts, observed, strict=True))
    return _share(right, len(texts))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else float("nan")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _percentile(values: Sequence[float], percent: int) -> float:
    return float(np.percentile(values, percent)) if values else float("nan")
