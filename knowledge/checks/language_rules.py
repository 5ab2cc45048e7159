"""Rules on one language file of an article, and on the five beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.articles import Part
from knowledge.checks.wording import faults_in_line
from knowledge.faults import Fault
from knowledge.figures import PLACEHOLDER, fill
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.article_folder import ArticleFolder
    from knowledge.language_file import Block, LanguageFile

QUESTIONS = "questions"
PHRASES = "phrases"
_PARTS = frozenset(part.value for part in Part)
_ALWAYS = (QUESTIONS, Part.SHORT.value, Part.STEPS.value, Part.HELP.value)
_HEADINGS = _PARTS | {QUESTIONS, PHRASES}
_STATUSES = frozenset(status.value for status in ResidenceStatus)
FEWEST_QUESTIONS, MOST_QUESTIONS = 12, 20
FEWEST_PHRASES, MOST_PHRASES = 2, 3
MOST_WORDS_IN_SHORT = 60


def language_faults(folder: ArticleFolder) -> Iterator[Fault]:
    """Everything that is wrong within the language files of one article."""
    for locale, file in folder.files.items():
        path = folder.language_path(locale)
        for line, message in _of_file(folder, locale, file):
            yield Fault(path, line, message)
    yield from _missing_beside_the_others(folder)


def _of_file(  # noqa: C901 - a list of rules, one after the other
    folder: ArticleFolder, locale: Locale, file: LanguageFile
) -> Iterator[tuple[int, str]]:
    figures = folder.metadata.figures if folder.metadata else {}
    yield from _titles(file)
    for line in file.preamble:
        yield line.number, "text before the first ## heading"
    for line in file.titles:
        for message in faults_in_line(line.text, locale, figures):
            yield line.number, message
    for name in _ALWAYS:
        if not any(not block.statuses for block in file.named(name)):
            yield 1, f"the section ## {name} is missing"
    yield from _headings(locale, file)
    for block in file.blocks:
        if not block.lines:
            yield block.line, f"the section ## {block.name} is empty"
        if block.name == QUESTIONS:
            yield from _questions(block, locale)
            continue
        for line in block.lines:
            for message in faults_in_line(line.text, locale, figures):
                yield line.number, message
        if block.name == Part.SHORT.value:
            yield from _short(folder, block, locale)
    yield from _phrases(folder, locale, file)


def _titles(file: LanguageFile) -> Iterator[tuple[int, str]]:
    if not file.titles:
        yield 1, "the title is missing: the first line is # and the title"
    for extra in file.titles[1:]:
        yield extra.number, "a second title: # stands once"


def _headings(locale: Locale, file: LanguageFile) -> Iterator[tuple[int, str]]:
    seen: set[tuple[str, str]] = set()
    for block in file.blocks:
        if block.name not in _HEADINGS:
            yield block.line, f"unknown section ## {block.name}; allowed: {', '.join(sorted(_HEADINGS))}"
            continue
        if block.statuses and block.name in (QUESTIONS, PHRASES):
            yield block.line, f"the section ## {block.name} is the same for everyone: no @"
        if locale is Locale.CS and block.name == PHRASES:
            yield block.line, "cs.md has no section ## phrases: the Czech sentences stand in article.yaml"
        for status in block.statuses:
            if status not in _STATUSES:
                yield block.line, f"unknown status {status!r}; allowed: {', '.join(sorted(_STATUSES))}"
        for status in block.statuses or ("",):
            if (block.name, status) in seen:
                yield block.line, f"the section ## {block.name}{' @' + status if status else ''} stands twice"
            seen.add((block.name, status))


def _questions(block: Block, locale: Locale) -> Iterator[tuple[int, str]]:
    from knowledge.checks.wording import foreign_letters

    count = len(block.bullets)
    if not FEWEST_QUESTIONS <= count <= MOST_QUESTIONS:
        yield block.line, f"{count} questions; {FEWEST_QUESTIONS} to {MOST_QUESTIONS} are wanted"
    for stray in block.strays:
        yield stray.number, "expected a question after a dash"
    for line in block.bullets:
        if PLACEHOLDER.search(line.text):
            yield line.number, "a question holds a placeholder; people type the number itself"
        for message in foreign_letters(line.text, locale):
            yield line.number, message


def _short(folder: ArticleFolder, block: Block, locale: Locale) -> Iterator[tuple[int, str]]:
    try:
        filled = fill(block.markdown, folder.metadata.figures if folder.metadata else {}, locale)
    except KeyError:
        return  # the unknown figure has its own fault
    # A figure counts as one word: its spaces are no-break spaces, which split(" ") leaves alone.
    words = [word for line in filled.split("\n") for word in line.split(" ") if any(map(str.isalnum, word))]
    if len(words) > MOST_WORDS_IN_SHORT:
        yield block.line, f"short has {len(words)} words; at most {MOST_WORDS_IN_SHORT}"


def _phrases(folder: ArticleFolder, locale: Locale, file: LanguageFile) -> Iterator[tuple[int, str]]:
    if locale is Locale.CS or folder.metadata is None:
        return
    blocks = file.named(PHRASES)
    count = sum(len(block.bullets) for block in blocks)
    wanted = len(folder.metadata.phrases)
    if count != wanted:
        where = blocks[0].line if blocks else 1
        yield where, f"{count} phrases are translated; article.yaml has {wanted}"
    for block in blocks:
        for stray in block.strays:
            yield stray.number, "expected a phrase after a dash"


def _missing_beside_the_others(folder: ArticleFolder) -> Iterator[Fault]:
    """A section, or a status's own section, that some languages have and others lack."""
    have = {
        locale: {
            (block.name, status)
            for block in file.blocks
            if block.name in _PARTS
            for status in block.statuses or ("",)
            if not status or status in _STATUSES
        }
        for locale, file in folder.files.items()
    }
    everything = set().union(*have.values())
    for locale, sections in have.items():
        for name, status in sorted(everything - sections):
            if name in _ALWAYS and not status:
                continue  # has its own fault
            others = ", ".join(other.value for other in have if (name, status) in have[other])
            marked = f"{name} @{status}" if status else name
            yield Fault(
                folder.language_path(locale), 1, f"the section ## {marked} is missing here; it stands in {others}"
            )
