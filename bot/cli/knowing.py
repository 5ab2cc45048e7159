"""`kb …` and `retrieve`: the knowledge base and its search, by themselves."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.progress import progress
from bot.errors import BadInput

_FAULTY = 2
console = Console(highlight=False, soft_wrap=True)


def check(
    root: Annotated[Path | None, typer.Argument(help="a checkout, or a copy of one; this one if not given")] = None,
) -> None:
    """Validate all content: every fault at once with file and line; exit status 2 if there is one."""
    from bot.cli.counts import lines_of_counts
    from knowledge.checking import check as check_content
    from knowledge.content_tree import ContentTree
    from knowledge.counting import count_content

    if root is not None and not (root / "knowledge" / "content").is_dir():
        raise BadInput(str(root), "", "holds no knowledge/content")
    checked = check_content(ContentTree(root.resolve()) if root is not None else None)
    for fault in checked.faults:
        print(fault)
    for note in checked.outdated:
        print(f"{note} (note)")
    for line in lines_of_counts(count_content(checked)):
        print(line)
    count = len(checked.folders)
    others = f"{len(checked.letters)} letters, {len(checked.directory)} directory entries"
    print(f"{count} articles in 5 languages, {others}, {len(checked.faults)} faults")
    if checked.faults:
        raise typer.Exit(_FAULTY)


def mark(
    article: Annotated[str, typer.Argument(help="its id, such as work/dismissal; or the word all")],
    languages: Annotated[list[str] | None, typer.Argument(help="en, uk, ru, vi; all four if not given")] = None,
) -> None:
    """Say that translations were read against the Czech text as it is now."""
    from knowledge.content_tree import ContentTree
    from knowledge.translations import TRANSLATED, mark_translated

    chosen = [locale for locale in TRANSLATED if not languages or locale.value in languages]
    unknown = set(languages or ()) - {locale.value for locale in chosen}
    if unknown:
        raise BadInput(" ".join(sorted(unknown)), "", "expected en, uk, ru or vi")
    tree = ContentTree()
    articles = [article] if article != "all" else [tree.article_id(folder) for folder in tree.article_folders()]
    for one in articles:
        print(f"{one} {mark_translated(tree, one, chosen)}")


def build() -> None:
    """Build a snapshot of the content as it is now; `kb activate` switches to it."""
    from bot.settings import settings
    from knowledge.building import build_snapshot, trained_models
    from knowledge.executing import processes
    from knowledge.whereabouts import cache_folder, snapshots_folder

    var, cache = settings().var, cache_folder()
    trained = trained_models(cache)
    with processes() as executor, progress() as on_progress:
        snapshot = build_snapshot(
            snapshots_folder(var), cache=cache, trained=trained, executor=executor, on_progress=on_progress
        )
    if unlearned := trained.unlearned.get("scorer", 0):
        print(f"{unlearned} questions came or went and are not learned yet: see kb precompute", file=sys.stderr)
    print(snapshot)


def precompute() -> None:
    """Write the vectors that the repository carries, after questions or articles changed."""
    from knowledge.precomputing import precompute as write_vectors

    with progress() as on_progress:
        path, count = write_vectors(on_progress=on_progress)
    print(f"{path.name}: {count} vectors, {path.stat().st_size / 1e6:.1f} MB")


def activate(
    snapshot: Annotated[str | None, typer.Argument(help="its id; the newest if not given")] = None,
) -> None:
    """Switch the running assistant to a snapshot, without a restart."""
    from bot.settings import settings
    from knowledge.errors import SnapshotMissing
    from knowledge.snapshots import activate as switch_to
    from knowledge.snapshots import list_snapshots
    from knowledge.whereabouts import snapshots_folder

    folder = snapshots_folder(settings().var)
    known = list_snapshots(folder)
    if not known:
        raise SnapshotMissing(str(folder))
    switch_to(snapshot or known[-1], folder)
    print(snapshot or known[-1])


def rollback() -> None:
    """Switch the running assistant back to the snapshot before."""
    from bot.settings import settings
    from knowledge.snapshots import rollback as roll_back
    from knowledge.whereabouts import snapshots_folder

    print(roll_back(snapshots_folder(settings().var)))


def retrieve(
    corpus: Annotated[Path, typer.Option(help="documents in BEIR form, one JSON object a line")],
    queries: Annotated[Path, typer.Option(help="questions in BEIR form")],
    out: Annotated[Path, typer.Option(help="where to write the TREC run")],
    k: Annotated[int, typer.Option(min=1, help="documents for each question")] = 10,
    qrels: Annotated[Path | None, typer.Option(help="what is right, in BEIR form: also compare with others")] = None,
) -> None:
    """Search anyone's collection with the retriever alone."""
    from knowledge.evaluation.rankings import compare_rankings, read_qrels
    from knowledge.retrieving import read_collection, write_run
    from knowledge.retrieving import retrieve as rank
    from knowledge.vector_cache import VectorCache
    from knowledge.whereabouts import cache_folder
    from nlu.encoders import make_encoder

    documents, questions = read_collection(corpus), read_collection(queries)
    if not out.parent.is_dir():
        raise BadInput(str(out), "", "its folder does not exist")
    judged = None if qrels is None else read_qrels(qrels)
    with progress() as on_progress:
        encoder = VectorCache(cache_folder(), make_encoder(), on_progress=partial(on_progress, "encoding texts"))
        write_run(rank(documents, questions, encoder, k=k), out)
        found = () if judged is None else compare_rankings(documents, questions, judged, encoder)
    for one in found:
        print(f"{one.name:32}  R@1 {one.recall_at_1:.3f}  nDCG@10 {one.ndcg_at_10:.3f}")
