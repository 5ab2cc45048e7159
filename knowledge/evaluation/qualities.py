"""What is measured on a labelled set, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.evaluation.risk import RiskCoverage, risk_coverage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.evaluation.ranking import Bin
    from knowledge.evaluation.robustness import NoiseCost
    from knowledge.evaluation.uncertainty import Interval
    from knowledge.questions import Hit
    from nlu.urgency_kinds import UrgencyKind


@dataclass(frozen=True, slots=True)
class Observed:
    """What the assistant did with one text as a first message; the fields of a batch line.

    Attributes:
        decision: answer, clarify, unknown, urgent, handoff, smalltalk or command.
        article: What is shown; None unless the decision is answer.
        candidates: Best first, with calibrated probabilities.
        offered: Articles to choose from; none unless the decision is clarify.
        handoff_kind: human, interpreter, lawyer or appointment.
        ms: Wall time, model loading excluded.
    """

    decision: str
    article: str | None
    candidates: tuple[Hit, ...]
    language: str
    urgent_kind: UrgencyKind | None = None
    handoff_kind: str | None = None
    ms: float = 0.0
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RetrievalQuality:
    """Over questions of which some expected article exists. All but `count` are shares in [0, 1]; NaN for none.

    Attributes:
        interval: Of `recall_at_1`, 95 % by bootstrap.
        stated: Mean stated probability of the best candidate. Calibrated, it lies near `recall_at_1` in every language,
            a little below: texts that nothing answers have their share of it.
        wrong_of_answered: Wrong ones among the answers shown.
        right_of_asked_back: Choices that hold a right article.
    """

    count: int
    recall_at_1: float
    interval: Interval
    stated: float
    recall_at_3: float
    mean_reciprocal_rank: float
    answered: float
    answered_wrong: float
    wrong_of_answered: float
    asked_back: float
    right_of_asked_back: float
    silent: float


@dataclass(frozen=True, slots=True)
class DetectionQuality:
    """Of danger or of a wish for a human; shares in [0, 1].

    Attributes:
        recall: Positives noticed, whatever kind was named.
        right_kind: Positives noticed with the right kind.
        false_alarms: Look-alikes that were taken for positives.
        ordinary_alarms: Other questions that were; a few of them may speak of it, too.
        precision: Of what was taken for positive, what was.
    """

    positives: int
    lookalikes: int
    recall: float
    right_kind: float
    false_alarms: float
    ordinary_alarms: float
    precision: float


@dataclass(frozen=True, slots=True)
class Report:
    """The whole measurement.

    Attributes:
        left_out: Questions of which no expected article exists.
        reliability: Stated probability and true share, in bins.
        risk: Wrong best candidates as more is answered, over all questions, those included that nothing answers.
        baselines: R@1 of what others do, by name, then by language, with `all` among them; empty where not measured.
        noises: What each kind of damage costs; empty where not measured.
        ablation: R@1 without each part of the search, then by `all`, language and style; empty where not measured.
        false_answers: Share of unanswerable questions that got an article, by reason; `all` among them.
        right_language: Share of texts whose language was known without being told.
        ms: Median and 95th percentile of a question, milliseconds.
    """

    overall: RetrievalQuality
    by_language: Mapping[str, RetrievalQuality]
    by_style: Mapping[str, RetrievalQuality]
    left_out: int
    calibration_error: float
    false_answers: Mapping[str, float]
    urgent: DetectionQuality
    handoff: DetectionQuality
    right_language: float
    ms: Mapping[str, float] = field(default_factory=dict)
    risk: RiskCoverage = field(default_factory=lambda: risk_coverage((), ()))
    reliability: tuple[Bin, ...] = ()
    baselines: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    noises: tuple[NoiseCost, ...] = ()
    ablation: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
