"""Everything that is wrong with the content, at once: `python -m knowledge.checking [path ...]`."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.article_folder import ArticleFolder, read_article_folder
from knowledge.asked_files import Asked, asked_faults, grouped, read_asked
from knowledge.checks.agreement_rules import agreement_faults
from knowledge.checks.forbidden_phrases import forbidden_faults
from knowledge.checks.language_rules import language_faults
from knowledge.checks.metadata_rules import metadata_faults, reference_faults
from knowledge.checks.question_rules import duplicate_questions
from knowledge.checks.reading_ease import ease_faults
from knowledge.checks.repetition_rules import repeated_sentences
from knowledge.checks.term_rules import term_faults
from knowledge.checks.translation_rules import marking_faults, outdated_translations
from knowledge.content_tree import ContentTree
from knowledge.directory_files import read_directory
from knowledge.executing import begun
from knowledge.faults import Fault
from knowledge.letter_files import read_letters
from knowledge.urgent_cards import read_urgent_cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from concurrent.futures import Executor

    from knowledge.articles import DirectoryEntry
    from knowledge.letters import Letter
    from nlu.locales import Locale
    from nlu.urgency_kinds import UrgencyKind

_RULES = (agreement_faults, ease_faults, forbidden_faults, language_faults, marking_faults, term_faults)
"""Those that look at one article by itself."""


@dataclass(frozen=True, slots=True)
class CheckedContent:
    """All content as read, with what is wrong.

    Attributes:
        faults: In order of path and line.
        notes: What is not wrong while content is being written, such as a related article still to come.
        outdated: Translations that were made from an older Czech text; what they say may still be right.
        letters: Ready letters without faults, by id.
        planned: Ids that articles have or will have.
    """

    folders: tuple[ArticleFolder, ...]
    directory: dict[str, DirectoryEntry]
    urgent_cards: dict[tuple[UrgencyKind, Locale], str]
    asked: Asked
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    outdated: tuple[Fault, ...] = ()
    letters: Mapping[str, Letter] = field(default_factory=dict)
    planned: frozenset[str] = frozenset()


def check(
    tree: ContentTree | None = None,
    *,
    only: Sequence[Path] = (),
    today: date | None = None,
    executor: Executor | None = None,
) -> CheckedContent:
    """Read and check the content.

    Args:
        tree: Where it lies; the repository by default.
        only: Report on what lies below these paths. Ids are still resolved against everything, and a related article
            that is planned but not written is a note instead of a fault.
        today: The day against which `verified_on` is compared.
        executor: Looks at the articles' texts meanwhile; None for one thing after the other.
    """
    tree = tree or ContentTree()
    today = today or date.today()  # noqa: DTZ011 - a calendar day where the editors are
    faults: list[Fault] = []
    notes: list[Fault] = []
    outdated: list[Fault] = []
    directory, helpers, directory_faults = read_directory(tree)
    cards, card_faults = read_urgent_cards(tree)
    faults += directory_faults + card_faults
    folders = []
    for path in tree.article_folders():
        folder, reading_faults = read_article_folder(tree, path)
        folders.append(folder)
        faults += reading_faults
    meanwhile = [
        begun(executor, _faults_alone, folders[::2], today),
        begun(executor, _faults_alone, folders[1::2], today),
        begun(executor, _faults_together, folders),
    ]
    planned_ids = frozenset(tree.read_planned_ids())
    planned = planned_ids if only else frozenset()
    articles = frozenset(folder.id for folder in folders)
    for folder in folders:
        outdated += outdated_translations(folder)
        dead, coming = reference_faults(folder, articles=articles, planned=planned, directory=helpers)
        faults += dead
        notes += coming
    letters, letter_faults = read_letters(tree, articles=articles, directory=helpers, today=today)
    faults += letter_faults
    asked, asked_reading_faults = read_asked(tree)
    faults += asked_reading_faults
    faults += asked_faults(asked, folders, planned=planned_ids)
    for found in meanwhile:
        faults += found()
    if not folders:
        faults.append(Fault(tree.shown(tree.articles), 1, "there is no article"))
    return CheckedContent(
        folders=tuple(folders),
        directory=directory,
        urgent_cards=cards,
        asked=grouped(asked),
        faults=_sorted(faults, tree, only),
        notes=_sorted(notes, tree, only),
        outdated=_sorted(outdated, tree, only),
        letters=letters,
        planned=planned_ids,
    )


def _faults_alone(folders: Iterable[ArticleFolder], today: date) -> list[Fault]:
    """What can be seen without looking at other articles."""
    faults: list[Fault] = []
    for folder in folders:
        faults += metadata_faults(folder, today)
        for rule in _RULES:
            faults += rule(folder)
    return faults


def _faults_together(folders: Sequence[ArticleFolder]) -> list[Fault]:
    """What stands in two articles."""
    return [*duplicate_questions(folders), *repeated_sentences(folders)]


def _sorted(faults: Iterable[Fault], tree: ContentTree, only: Sequence[Path]) -> tuple[Fault, ...]:
    roots = [path.resolve() for path in only]
    kept = (fault for fault in faults if not roots or _below((tree.root / fault.path).resolve(), roots))
    return tuple(sorted(set(kept)))


def _below(path: Path, roots: Sequence[Path]) -> bool:
    return any(path == root or root in path.parents for root in roots)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print `path:line: message` for each fault; exit status 2 if there is one."""
    paths = [Path(argument) for argument in (sys.argv[1:] if arguments is None else arguments)]
    for path in paths:
        if not path.exists():
            sys.stderr.write(f"{path}:1: no such file or folder\n")
            return 2
    checked = check(only=paths)
    for note in (*checked.notes, *checked.outdated):
        sys.stdout.write(f"{note} (note)\n")
    for fault in checked.faults:
        sys.stdout.write(f"{fault}\n")
    return 2 if checked.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
