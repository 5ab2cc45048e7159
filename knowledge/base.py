"""The knowledge base as the rest of the assistant sees it: a loaded snapshot, and whichever is active now."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge import deciding, layout, wire
from knowledge.calibration import Calibration
from knowledge.errors import SnapshotDamaged, SnapshotMissing
from knowledge.index_files import load_index
from knowledge.lazy import Lazy
from knowledge.letter_wire import letters_from_json
from knowledge.questions import Hit
from knowledge.remembered_words import load_repairer
from knowledge.snapshots import POINTER, active_id, read_manifest
from knowledge.whereabouts import snapshots_folder
from nlu.encoders import make_encoder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from knowledge.articles import Article, DirectoryEntry
    from knowledge.fusing import Signals
    from knowledge.letters import Letter
    from knowledge.questions import Decision, Question
    from knowledge.search_index import SearchIndex
    from nlu.act_classifier import ActClassifier
    from nlu.encoding import Encoder, Vectors
    from nlu.language import LanguageIdentifier
    from nlu.locales import Locale
    from nlu.repairing import Repairer
    from nlu.urgency import UrgencyDetector
    from nlu.urgency_kinds import UrgencyKind

MOST_HITS = 10
_OTHER_STATUS = -0.7
"""Added to the score of an article that is written for other statuses than the asker's. Chosen, not fitted: no labelled
question says a status. It halves the odds, so that wording still decides."""


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """One snapshot, loaded. Immutable; safe to use from several threads.

    Only what every process needs is read at once; encoder, index and acts wait for the first search.

    Attributes:
        id: The snapshot's.
        articles: By id.
        directory: By id.
        urgent_cards: Markdown, shown word for word.
        letters: By id, in the order in which they are offered.
        load_encoder: And the like: what waits.
    """

    id: str
    articles: Mapping[str, Article]
    directory: Mapping[str, DirectoryEntry]
    urgent_cards: Mapping[tuple[UrgencyKind, Locale], str]
    letters: Mapping[str, Letter]
    languages: LanguageIdentifier
    repairer: Repairer
    urgency: UrgencyDetector
    calibration: Calibration
    encoder_name: str
    load_encoder: Lazy[Encoder]
    load_index: Lazy[SearchIndex]
    load_acts: Lazy[ActClassifier]

    @classmethod
    def load(cls, folder: Path, *, encoder: Lazy[Encoder] | None = None) -> KnowledgeBase:
        """Load a snapshot.

        Args:
            folder: Of this snapshot.
            encoder: If one is at hand already; it must be the one the snapshot was built with.

        Raises:
            SnapshotDamaged: A file is missing or has another size than its manifest says.
        """
        from nlu.language import LanguageIdentifier
        from nlu.language_model import LanguageModel
        from nlu.urgency import UrgencyDetector, UrgencyModel

        manifest = read_manifest(folder)
        for name, (_, size) in manifest.files.items():
            path = folder / name
            if not path.is_file() or path.stat().st_size != size:
                raise SnapshotDamaged(manifest.id, name)

        def text(name: str) -> str:
            return (folder / name).read_text(encoding="utf-8")

        # Snapshots from before there were these files can still be gone back to.
        repairer = load_repairer(folder / layout.WORDS if layout.WORDS in manifest.files else None)
        return cls(
            id=manifest.id,
            articles=wire.articles_from_json(text(layout.ARTICLES)),
            directory=wire.directory_from_json(text(layout.DIRECTORY)),
            urgent_cards=wire.cards_from_json(text(layout.CARDS)),
            letters=letters_from_json(text(layout.LETTERS)) if layout.LETTERS in manifest.files else {},
            languages=LanguageIdentifier(LanguageModel.load(folder / layout.LANGUAGE), repairer),
            repairer=repairer,
            urgency=UrgencyDetector(
                UrgencyModel.load(folder / layout.URGENCY), read=lambda typed: repairer.read(typed).text
            ),
            calibration=Calibration.from_json(text(layout.CALIBRATION)),
            encoder_name=manifest.encoder,
            load_encoder=encoder or Lazy(lambda: make_encoder(manifest.encoder)),
            load_index=Lazy(lambda: load_index(folder / layout.INDEX)),
            load_acts=Lazy(lambda: _load_acts(folder / layout.ACTS)),
        )

    @property
    def encoder(self) -> Encoder:
        """The encoder the snapshot was built with."""
        return self.load_encoder()

    @property
    def index(self) -> SearchIndex:
        """All indexes over the articles."""
        return self.load_index()

    @property
    def acts(self) -> ActClassifier:
        """Knows dialogue acts by their vectors."""
        return self.load_acts()

    def warm_up(self) -> None:
        """Read everything now, so that nobody's first question waits for it."""
        self.vector("?")
        self.urgency.load()
        self.load_index()
        self.load_acts()

    def vector(self, text: str) -> Vectors:
        """The vector of a question as it was meant, shape (dimension,).

        The encoder remembers the last ones, so that asking twice is cheap.
        """
        vector: Vectors = self.encoder.encode_questions([self.repaired(text)])[0]
        return vector

    def repaired(self, text: str) -> str:
        """What was probably meant: diacritics, alphabet, keyboard and capitals put right."""
        return self.repairer.read(text).text

    def search(self, question: Question) -> tuple[Hit, ...]:
        """The articles that may answer, best first, at most ten, with calibrated probabilities."""
        vector = self.vector(question.text) if question.vector is None else question.vector
        measured = self.index.measure(self.repaired(question.text), vector, question.locale)
        p = self.calibration.fusion.probabilities(measured.signals, measured.context, self._bonus(question))
        best = np.argsort(-p, kind="stable")[:MOST_HITS]
        return tuple(Hit(self.index.articles[number], float(p[number])) for number in best)

    def decide(self, question: Question, hits: Sequence[Hit]) -> Decision:  # noqa: ARG002 - part of the agreed shape
        """Show one article, ask whether it is one of up to three, or say that nothing fits."""
        return deciding.decide(hits, self.calibration.thresholds)

    def _bonus(self, question: Question) -> Signals | None:
        if question.status is None:
            return None
        written_for = (self.articles[article].applies_to for article in self.index.articles)
        return np.array([_OTHER_STATUS if some and question.status not in some else 0.0 for some in written_for])


def _load_acts(path: Path) -> ActClassifier:
    from nlu.act_classifier import ActClassifier

    return ActClassifier.load(path)


class ActiveKnowledge:
    """Whichever snapshot is active, loaded once and again when the pointer changes. Safe for several threads."""

    def __init__(self, var: Path | None = None) -> None:
        """Watch the snapshots of a `var` folder; the installation's own unless given."""
        self._folder = snapshots_folder(var)
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._base: KnowledgeBase | None = None

    def current(self) -> KnowledgeBase:
        """The active snapshot; looking costs one stat.

        While another thread loads a new snapshot, the others go on with the one before.

        Raises:
            SnapshotMissing: None is active.
            SnapshotDamaged: The active one cannot be loaded and there was none before.
        """
        seen = self._look()
        base = self._base
        if base is not None and seen == self._seen:
            return base
        if base is not None and not self._lock.acquire(blocking=False):
            return base
        if base is None:
            self._lock.acquire()
        try:
            if self._base is None or self._seen != seen:
                self._base = self._load()
                self._seen = seen
            return self._base
        finally:
            self._lock.release()

    def _look(self) -> tuple[int, int, int]:
        try:
            found = (self._folder / POINTER).stat()
        except OSError as error:
            raise SnapshotMissing(str(self._folder)) from error
        return found.st_mtime_ns, found.st_ino, found.st_size

    def _load(self) -> KnowledgeBase:
        snapshot = active_id(self._folder)
        before = self._base
        if before is not None and before.id == snapshot:
            return before
        folder = self._folder / snapshot
        try:
            same_encoder = before is not None and before.encoder_name == read_manifest(folder).encoder
            return KnowledgeBase.load(folder, encoder=before.load_encoder if before and same_encoder else None)
        except SnapshotDamaged:
            # A running assistant goes on with what it has; a starting one has nothing to go on with.
            if before is None:
                raise
            return before
