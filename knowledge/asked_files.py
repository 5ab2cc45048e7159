"""Reads `knowledge/asked/<locale>.yaml`: more ways in which people ask, for search alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from knowledge.article_folder import ArticleFolder, read_text
from knowledge.checks.language_rules import QUESTIONS
from knowledge.content_tree import ContentTree
from knowledge.faults import Fault
from knowledge.lined_yaml import LinedValue, UnreadableYaml, read_yaml
from knowledge.question_key import question_key
from nlu.locales import Locale

Asked = Mapping[tuple[str, Locale], tuple[str, ...]]
"""Questions by article and language; and what no article answers, by reason such as `none/other_country`."""

NONE = "none/"
"""How a key begins under which stands what no article answers."""


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One question with where it stands."""

    article: str
    locale: Locale
    text: str
    path: str
    line: int


def read_asked(tree: ContentTree) -> tuple[list[AskedLine], list[Fault]]:
    """Read all files that are there; a language may have none."""
    lines: list[AskedLine] = []
    faults: list[Fault] = []
    for locale in Locale:
        path = tree.asked / f"{locale.value}.yaml"
        if not path.is_file():
            continue
        shown = tree.shown(path)
        text, unreadable = read_text(path, shown)
        faults += unreadable
        if text is None:
            continue
        try:
            read = read_yaml(text)
        except UnreadableYaml as error:
            faults.append(Fault(shown, error.line, error.reason))
            continue
        found, wrong = _lines(read, locale, shown)
        lines += found
        faults += wrong
    return lines, faults


def asked_faults(
    lines: Iterable[AskedLine], folders: Iterable[ArticleFolder], *, planned: Collection[str]
) -> Iterable[Fault]:
    """Name questions of articles that do not exist, and those that stand in another article as well."""
    folders = list(folders)
    known = {folder.id for folder in folders} | set(planned)
    owners: dict[str, tuple[str, str]] = {}
    for folder in folders:
        for locale, file in folder.files.items():
            for block in file.named(QUESTIONS):
                for bullet in block.bullets:
                    place = f"{folder.language_path(locale)}:{bullet.number}"
                    owners.setdefault(question_key(bullet.text), (folder.id, place))
    for line in lines:
        if line.article not in known and not line.article.startswith(NONE):
            yield Fault(line.path, line.line, f"unknown article {line.article}")
            continue
        owner, place = owners.setdefault(question_key(line.text), (line.article, f"{line.path}:{line.line}"))
        if owner != line.article:
            yield Fault(line.path, line.line, f"duplicate question: it also stands in {place}")


def grouped(lines: Iterable[AskedLine]) -> Asked:
    """The questions by article and language, in their order, each once."""
    asked: dict[tuple[str, Locale], dict[str, None]] = {}
    for line in lines:
        asked.setdefault((line.article, line.locale), {})[line.text] = None
    return {key: tuple(texts) for key, texts in asked.items()}


def unanswerable(asked: Asked) -> tuple[tuple[str, Locale], ...]:
    """What no article answers, with its language, in the order of the files."""
    return tuple((text, locale) for (key, locale), texts in asked.items() if key.startswith(NONE) for text in texts)


def _lines(read: LinedValue, locale: Locale, shown: str) -> tuple[list[AskedLine], list[Fault]]:
    if not isinstance(read.value, dict):
        return [], [Fault(shown, read.line, "must map article ids to lists of questions")]
    lines: list[AskedLine] = []
    faults: list[Fault] = []
    for article, questions in read.value.items():
        if not isinstance(questions, list):
            faults.append(Fault(shown, read.at(str(article)), f"{article}: must be a list of questions"))
            continue
        for position, question in enumerate(questions):
            line = read.at(str(article), position)
            if isinstance(question, str) and question.strip():
                lines.append(AskedLine(str(article), locale, question.strip(), shown, line))
            else:
                faults.append(Fault(shown, line, f"{article}: a question must be text"))
    return lines, faults
