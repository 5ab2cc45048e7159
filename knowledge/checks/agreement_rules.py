"""The five languages of an article say the same: figures, links, paragraphs of law, small numbers, length of lists."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from knowledge.checks.language_rules import QUESTIONS
from knowledge.checks.sentences import LINK
from knowledge.faults import Fault
from knowledge.figures import PLACEHOLDER
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from knowledge.article_folder import ArticleFolder
    from knowledge.language_file import Block

_ITEM = re.compile(r"\s*(?:[-*]|\d+\.)\s")
_STEP = re.compile(r"^\s*\d+\.\s", re.MULTILINE)
_LAW = re.compile(r"§+\s*(\d+\w*)")
# 7th counts, B1 and 4/2 do not.
_SMALL_NUMBER = re.compile(r"(?<![\w{/.,+§-])(\d)(?:st|nd|rd|th)?(?![\w}/.]*\w)")
# Vietnamese numbers the months that others name.
_MONTH = re.compile(r"(ngày \d+) tháng \d+")


def _figures(block: Block) -> frozenset[str]:
    return frozenset(f"{{{name}}}" for name in PLACEHOLDER.findall(block.markdown))


def _links(block: Block) -> frozenset[str]:
    return frozenset(link["target"] for link in LINK.finditer(block.markdown))


def _paragraphs(block: Block) -> frozenset[str]:
    return frozenset(f"§ {number}" for number in _LAW.findall(block.markdown))


def _small_numbers(block: Block) -> frozenset[str]:
    text = _MONTH.sub(r"\1", LINK.sub(" ", PLACEHOLDER.sub(" ", _STEP.sub("", _LAW.sub(" ", block.markdown)))))
    return frozenset(_SMALL_NUMBER.findall(text))


def _entries(block: Block) -> frozenset[str]:
    return frozenset({str(sum(1 for line in block.lines if _ITEM.match(line.text)))})


_COMPARED: tuple[tuple[str, Callable[[Block], frozenset[str]]], ...] = (
    ("figures", _figures),
    ("links", _links),
    ("paragraphs of law", _paragraphs),
    ("numbers of one digit", _small_numbers),
    ("entries in the list", _entries),
)


def agreement_faults(folder: ArticleFolder) -> Iterator[Fault]:
    """What a section of one language shows that the same section of the others does not.

    The language that stands alone is the one named; where the languages are split, it is every one that differs from
    the Czech text, which the others were made from. A section that is missing altogether has its own fault.
    """
    sections: dict[tuple[str, frozenset[str]], dict[Locale, Block]] = {}
    for locale, file in folder.files.items():
        for block in file.blocks:
            if block.name != QUESTIONS:
                sections.setdefault((block.name, frozenset(block.statuses)), {})[locale] = block
    for versions in sections.values():
        for what, read in _COMPARED:
            shown = {locale: read(block) for locale, block in versions.items()}
            expected = _expected(shown)
            for locale, found in shown.items():
                if found != expected:
                    block = versions[locale]
                    path = folder.language_path(locale)
                    yield Fault(path, block.line, f"## {block.name}: {what}: {_difference(found, expected)}")


def _expected(shown: dict[Locale, frozenset[str]]) -> frozenset[str]:
    commonest, count = Counter(shown.values()).most_common(1)[0]
    return commonest if count >= len(shown) - 1 else shown.get(Locale.CS, commonest)


def _difference(found: frozenset[str], expected: frozenset[str]) -> str:
    parts = []
    if missing := sorted(expected - found):
        parts.append(f"{', '.join(missing)} stands in the other languages")
    if extra := sorted(found - expected):
        parts.append(f"{', '.join(extra)} stands only here")
    return "; ".join(parts)
