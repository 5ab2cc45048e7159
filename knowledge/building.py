"""Build a snapshot from the content: everything that search, and a question without Rasa, need."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from knowledge import layout, wire
from knowledge.asked_files import NONE
from knowledge.calibration import load_calibration
from knowledge.content_tree import REPOSITORY, ContentTree
from knowledge.executing import begun
from knowledge.fingerprints import fingerprint
from knowledge.index_files import save_index
from knowledge.letter_wire import letters_to_json
from knowledge.loading import Content, load_content
from knowledge.remembered_words import remembered_words
from knowledge.search_index import SearchIndex
from knowledge.snapshots import publish
from knowledge.trained import CARRIED, Trained
from knowledge.uncollected import uncollected
from knowledge.vector_cache import VectorCache
from knowledge.whereabouts import cache_folder, snapshots_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor

    from nlu.act_classifier import ActClassifier
    from nlu.encoding import Encoder
    from nlu.language_model import LanguageModel
    from nlu.locales import Locale
    from nlu.rasa_data import Example
    from nlu.urgency import UrgencyModel

"""Folder of trained models, in the cache and beside this file."""
_ORDINARY_STEP = 4
_ASKED_STEP = 6
_ABOUT_DANGER = (
    "rights/",
    "help/crisis-lines",
    "help/emergency-numbers",
    "health/emergency-care",
    "health/mental-health",
    "housing/",
    "social/shelter-and-crisis-accommodation",
    "work/illegal-work-risks",
    "work/unpaid-wages",
)
"""Articles whose own questions may be asked in danger."""


class Stage(str, Enum):
    """What takes long in a build."""

    ENCODING = "encoding texts"
    ARTICLES = "learning whose a question is"
    DANGER = "learning what danger sounds like"

    def __str__(self) -> str:
        return self.value


Progress = Callable[[Stage, int, int], None]
"""Called with the stage, how much of it is done and how much there is."""


@uncollected()
def build_snapshot(
    folder: Path | None = None,
    *,
    tree: ContentTree | None = None,
    encoder: Encoder | None = None,
    content: Content | None = None,
    cache: Path | None = None,
    trained: Trained | None = None,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> str:
    """Build, and return the new snapshot's id; it is not active yet.

    Args:
        folder: Of the snapshots.
        tree: Where the content lies.
        encoder: The chosen one, with the vectors that the repository carries, unless given.
        content: Instead of loading the tree, for content that is still being written.
        cache: Where vectors and trained models are remembered.
        trained: Models that need not be trained again; those of the cache and of the repository unless given.
        executor: Does a part of the work meanwhile; None for one thing after the other.
        on_progress: Called where a stage takes long.

    Raises:
        ContentInvalid: The content has faults.
    """
    from nlu.encoders import make_encoder
    from nlu.encoders.precomputed import with_precomputed

    show: Progress = on_progress or (lambda _, __, ___: None)
    folder, tree = folder or snapshots_folder(), tree or ContentTree()
    content = content or load_content(tree, executor=executor)
    cache = cache or cache_folder()
    remembering: Encoder = VectorCache(cache, encoder or make_encoder(), on_progress=partial(show, Stage.ENCODING))
    if encoder is None:
        # What the repository carries is read into memory at once; only the rest is looked up one by one.
        remembering = with_precomputed(remembering)
    trained = trained or trained_models(cache)
    # Before anything is read again, so that an edit during the build makes the snapshot out of date, not wrong.
    made_from = fingerprint(tree, remembering.name)
    folder.mkdir(parents=True, exist_ok=True)
    building = Path(mkdtemp(prefix=".building-", dir=folder))
    try:
        _write(building, content, remembering, trained, executor, show)
        counts = {"articles": len(content.articles), "directory": len(content.directory)}
        return publish(building, folder, encoder=remembering.name, made_from=made_from, counts=counts)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def trained_models(cache: Path) -> Trained:
    """Models that need not be trained again: those remembered in the cache, and those of the repository."""
    return Trained(cache / CARRIED.name, CARRIED)


def _write(  # noqa: PLR0917 - all that a snapshot is made of
    building: Path, content: Content, encoder: Encoder, trained: Trained, executor: Executor | None, show: Progress
) -> None:
    from nlu.rasa_data import read_examples
    from nlu.word_memory import save_memories

    words = begun(executor, remembered_words, content)
    texts = {
        layout.ARTICLES: wire.articles_to_json(content.articles.values()),
        layout.DIRECTORY: wire.directory_to_json(content.directory.values()),
        layout.CARDS: wire.cards_to_json(content.urgent_cards),
        layout.LETTERS: letters_to_json(content.letters.values()),
        layout.CALIBRATION: load_calibration().to_json(),
    }
    for name, text in texts.items():
        (building / name).write_text(text, encoding="utf-8")
    (building / layout.INDEX).mkdir()
    learning = partial(show, Stage.ARTICLES)
    index = SearchIndex.build(
        content.articles.values(), encoder, content.asked, trained=trained, executor=executor, on_progress=learning
    )
    save_index(index, building / layout.INDEX)
    examples = read_examples()
    _act_classifier(examples, encoder, trained).save(building / layout.ACTS)
    _urgency_model(content, encoder, trained, partial(show, Stage.DANGER)).save(building / layout.URGENCY)
    _language_model(content, examples, trained).save(building / layout.LANGUAGE)
    save_memories(words(), building / layout.WORDS)


def _act_classifier(examples: Sequence[Example], encoder: Encoder, trained: Trained) -> ActClassifier:
    from nlu.act_classifier import ActClassifier, train_act_classifier

    code = (REPOSITORY / "nlu/act_classifier.py").read_bytes()
    return trained.get(
        "acts",
        (encoder.name.encode(), repr(examples).encode(), code),
        load=ActClassifier.load,
        train=lambda: train_act_classifier(examples, encoder),
    )


def _urgency_model(
    content: Content, encoder: Encoder, trained: Trained, on_progress: Callable[[int, int], None]
) -> UrgencyModel:
    from nlu.urgency import UrgencyModel
    from nlu.urgency.fitting import fit_urgency_model

    ordinary = _ordinary_questions(content)
    return trained.get(
        "urgency",
        (encoder.name.encode(), *_sources_of_urgency()),
        lessons=(repr(one).encode() for one in ordinary),
        load=UrgencyModel.load,
        train=lambda: fit_urgency_model(encoder, ordinary=ordinary, on_progress=on_progress),
    )


def _sources_of_urgency() -> Iterator[bytes]:
    """Everything that teaches danger: code, patterns, examples, examples of dialogue acts."""
    nlu = REPOSITORY / "nlu"
    code = (*nlu.glob("urgency/**/*.py"), *nlu.glob("scoring/*.py"))
    taught = (*code, *nlu.glob("urgency/**/*.yml"), *nlu.glob("data/nlu/*.yml"))
    for path in (*sorted(taught), nlu / "grams.py", nlu / "romanising.py", nlu / "folding.py"):
        yield path.read_bytes()


def _ordinary_questions(content: Content) -> list[tuple[str, Locale]]:
    """Questions that speak of no danger, some of each article: enough to know what ordinary ones look like.

    Stories and colloquial ones, of which `knowledge/asked/` has many, sound more like danger than an article's own:
    without them among the examples one ordinary question in twenty got a card. Of what nothing answers all are taken:
    who has never met rubbish takes a row of emoji for danger.
    """
    own = [
        (question, version.locale)
        for article in content.articles.values()
        if not article.id.startswith(_ABOUT_DANGER)
        for version in article.versions.values()
        for question in version.questions[::_ORDINARY_STEP]
    ]
    asked = [
        (question, locale)
        for (key, locale), questions in content.asked.items()
        if not key.startswith(_ABOUT_DANGER)
        for question in (questions if key.startswith(NONE) else questions[::_ASKED_STEP])
    ]
    return own + asked


def _language_model(content: Content, examples: Sequence[Example], trained: Trained) -> LanguageModel:
    """Learned from what people ask, which an edit of an article leaves as it is.

    Learning from the articles' text instead it knows no language better: 296 of 300 labelled messages either way, and
    0.975, not 0.982, of our examples of danger by their first three words (2026-11).
    """
    from nlu.language_model import LanguageModel, train_language_model

    asked = [
        (text, locale)
        for (key, locale), texts in sorted(content.asked.items())
        if not key.startswith(NONE)
        for text in texts
    ]
    sentences = (*asked, *((example.text, example.locale) for example in examples))
    code = ((REPOSITORY / "nlu" / name).read_bytes() for name in ("language_model.py", "folding.py", "romanising.py"))
    return trained.get(
        "language",
        code,
        lessons=(repr(sentence).encode() for sentence in sentences),
        load=LanguageModel.load,
        train=lambda: train_language_model(sentences),
    )
