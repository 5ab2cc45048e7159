"""The retriever alone on anyone's collection: BEIR form in, TREC run out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from knowledge.centring import Centring, locale_number
from knowledge.dense import DenseIndex
from knowledge.errors import FileUnreadable
from knowledge.lexical import LexicalIndex
from knowledge.passages import pieces
from nlu.folding import fold
from nlu.grams import BUCKETS, grams
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from nlu.encoding import Encoder, Vectors

_LETTERS_WEIGHT = 0.4
"""Of the share of the possible BM25 score beside a centred cosine (shared retrieval notes: 0.3 to 0.5)."""
_TITLE_WEIGHT = 0.5
"""Of the centred cosine of a document's title beside that of its text. Without it the nearest public peer's recipe was
as good on Debian's manual pages in Czech and English (tests/quality/man_pages.py, 2026-11)."""
_CANDIDATES = 200
_MOST_PIECES = 8
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Text:
    """A document or a query of somebody's collection.

    Attributes:
        locale: None where its language is not one of ours or not told.
    """

    id: str
    title: str
    body: str
    locale: Locale | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of a run; rank from 1."""

    query: str
    document: str
    rank: int
    score: float


def read_collection(path: Path) -> tuple[Text, ...]:
    """Read `{"_id", "title"?, "text", "lang"?}` lines.

    Raises:
        FileUnreadable: A line does not hold; names file, line and field.
    """
    found: list[Text] = []
    seen: set[str] = set()
    for number, line in numbered_lines(path):
        text = _read_line(path, number, line)
        if text.id in seen:
            raise FileUnreadable(str(path), number, "_id", f"{text.id} stands twice")
        seen.add(text.id)
        found.append(text)
    if not found:
        raise FileUnreadable(str(path), 1, "file", "holds no line")
    return tuple(found)


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that are not empty, with their numbers from 1.

    Raises:
        FileUnreadable: It is missing or is not UTF-8.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(str(path), 1, "file", "cannot be read as UTF-8 text") from error
    yield from ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _read_line(path: Path, number: int, line: str) -> Text:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise FileUnreadable(str(path), number, "line", f"not JSON: {error.msg}") from error
    if not isinstance(fields, dict):
        raise FileUnreadable(str(path), number, "line", "expected an object")
    for name, needed in (("_id", True), ("text", True), ("title", False), ("lang", False)):
        value = fields.get(name)
        if (needed or value is not None) and not isinstance(value, str):
            raise FileUnreadable(str(path), number, name, "expected a text")
    if not fields["_id"] or any(map(str.isspace, fields["_id"])):
        raise FileUnreadable(str(path), number, "_id", "expected an id without spaces")
    return Text(fields["_id"], fields.get("title") or "", fields["text"], Locale.from_code(fields.get("lang")))


def retrieve(
    corpus: Sequence[Text],
    queries: Sequence[Text],
    encoder: Encoder,
    *,
    k: int = 10,
    guess: Callable[[str], Locale] | None = None,
) -> Iterator[Ranked]:
    """Rank documents for every query, best first, at most k each.

    Args:
        corpus: The documents.
        queries: The questions.
        encoder: Should remember vectors (`knowledge.vector_cache`).
        k: Documents for each query, at least 1.
        guess: Language of a text that does not tell it; English where not given.
    """
    owners, texts = cut_up(corpus)
    locales = np.array([_locale_of(corpus[owner], guess) for owner in owners])
    vectors = encoder.encode_passages(texts)
    centring = Centring.fit(vectors, locales)
    dense = DenseIndex.build(centring.apply(vectors, locales))
    letters = LexicalIndex.build([grams(fold(f"{text.title} {text.title} {text.body}")) for text in corpus], BUCKETS)
    titled, titles = _titles(corpus, encoder, guess)
    asked = encoder.encode_questions([query.body for query in queries])
    asked_locales = np.array([_locale_of(query, guess) for query in queries])
    centred = Centring.fit(asked, asked_locales).apply(asked, asked_locales) if len(queries) > _BATCH else None
    if centred is None:
        # Too few questions to know their mean: the documents' titles asked as questions stand in for them.
        stand_ins = [text.title or text.body[:80] for text in corpus[:_CANDIDATES]]
        their_locales = np.array([_locale_of(text, guess) for text in corpus[:_CANDIDATES]])
        centred = Centring.fit(encoder.encode_questions(stand_ins), their_locales).apply(asked, asked_locales)
    for query, vector in zip(queries, centred, strict=True):
        total = _scores(
            query, vector, owners, len(corpus), dense=dense, letters=letters, wanted=max(_CANDIDATES, 4 * k)
        )
        total[titled] += _TITLE_WEIGHT * (titles @ vector)
        for rank, number in enumerate(np.argsort(-total, kind="stable")[:k], start=1):
            yield Ranked(query.id, corpus[number].id, rank, float(total[number]))


def _titles(
    corpus: Sequence[Text], encoder: Encoder, guess: Callable[[str], Locale] | None
) -> tuple[npt.NDArray[np.int64], Vectors]:
    """Which documents have a title, and the titles' centred vectors; a document without one gets nothing for it."""
    titled = np.array([number for number, text in enumerate(corpus) if text.title], dtype=np.int64)
    locales = np.array([_locale_of(corpus[number], guess) for number in titled], dtype=np.int64)
    vectors = encoder.encode_passages([corpus[number].title for number in titled])
    return titled, Centring.fit(vectors, locales).apply(vectors, locales)


def _scores(
    query: Text,
    vector: Vectors,
    owners: npt.NDArray[np.int64],
    count: int,
    *,
    dense: DenseIndex,
    letters: LexicalIndex,
    wanted: int,
) -> npt.NDArray[np.float32]:
    """Score of every document; one whose pieces are not among the nearest counts as far as the last of them."""
    scores, ids = dense.search(vector[None], wanted)
    there = ids[0] >= 0
    total = np.full(count, float(scores[0][there].min(initial=1.0)), dtype=np.float32)
    np.maximum.at(total, owners[ids[0][there]], scores[0][there])
    return total + _LETTERS_WEIGHT * letters.shares(grams(fold(query.body)))


def write_run(ranked: Iterator[Ranked], path: Path, *, tag: str = "pruvodce") -> None:
    """Write a TREC run; the file appears only when it is whole."""
    new = path.with_name(f".{path.name}.new")
    try:
        with new.open("w", encoding="utf-8") as stream:
            for one in ranked:
                stream.write(f"{one.query} Q0 {one.document} {one.rank} {one.score:.6f} {tag}\n")
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def cut_up(corpus: Sequence[Text]) -> tuple[npt.NDArray[np.int64], list[str]]:
    """The first pieces of every document, as the encoder takes them, and the number of the document each is of."""
    owners: list[int] = []
    texts: list[str] = []
    for number, text in enumerate(corpus):
        cut = pieces(text.body, title=text.title)[:_MOST_PIECES] or (text.title,)
        owners += [number] * len(cut)
        texts += cut
    return np.array(owners, dtype=np.int64), texts


def _locale_of(text: Text, guess: Callable[[str], Locale] | None) -> int:
    locale = text.locale or (guess(f"{text.title} {text.body[:300]}") if guess else Locale.EN)
    return locale_number(locale)
