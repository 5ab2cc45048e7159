"""Rules about the repository itself: what would otherwise be a paragraph that nobody reads."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("nlu", "knowledge", "bot", "actions", "desk")
LONGEST_MODULE = 250
FORBIDDEN_MODULES = {"utils", "helpers", "common", "core", "misc", "util", "helper"}


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def our_modules() -> list[Path]:
    modules = [path for path in tracked("*.py") if path.relative_to(ROOT).parts[0] in PACKAGES]
    assert len(modules) > 50
    return [path for path in modules if "migrations" not in path.parts]


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_no_module_is_longer_than_the_house_allows() -> None:
    long = [path for path in our_modules() if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE]
    assert names(long) == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert names([path for path in our_modules() if path.stem in FORBIDDEN_MODULES]) == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path for path in our_modules() if not path.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""'))
    ]
    assert names(silent) == []


def test_every_package_has_its_tests() -> None:
    missing = [package for package in PACKAGES if not list((ROOT / "tests" / package).rglob("test_*.py"))]
    assert missing == []


def test_only_the_command_line_prints() -> None:
    loud = [
        path
        for path in our_modules()
        if "cli" not in path.parts and re.search(r"^\s*print\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    # `python -m knowledge.checking` is a command of its own, for editors without the rest of the assistant.
    assert names(loud) in ([], ["knowledge/checking.py"])


@pytest.mark.parametrize("library", ["pydantic", "sqlalchemy", "sanic"])
def test_what_rasa_pins_stays_rasas(library: str) -> None:
    users = [
        path
        for path in our_modules()
        if re.search(rf"^\s*(from|import) {library}\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert names(users) == []


CARRIED = ("nlu/precomputed/", "knowledge/trained/")  # docs/adr/0009


def test_no_lock_file_or_built_file_is_committed() -> None:
    built = re.compile(r"(^|/)(uv\.lock|package-lock\.json)$|\.(sqlite3?|db|faiss|tar\.gz|pyc|mo|npz|npy)$")
    # The one exception that docs/adr/0009 gives reasons for.
    found = [name for name in names(tracked()) if built.search(name) and not name.startswith(CARRIED)]
    assert found == []


def test_no_path_of_a_machine_is_committed() -> None:
    machine = re.compile(r"/(?:root|home|work)/[A-Za-z]")
    ends = {".py", ".toml", ".yml", ".yaml", ".md", ".po", ".html", ".js", ".css", ".json", ".cfg", ""}
    found = [
        path
        for path in tracked()
        if path.suffix in ends and path != Path(__file__) and machine.search(path.read_text(encoding="utf-8"))
    ]
    assert names(found) == []


def test_every_unfinished_thing_is_an_issue_and_not_a_comment() -> None:
    mark = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
    assert names([path for path in tracked("*.py") if mark.search(path.read_text(encoding="utf-8"))]) == []


def test_names_of_tests_are_sentences() -> None:
    short = []
    for path in tracked("tests/**/test_*.py", "tests/test_*.py"):
        found = re.findall(r"^\s*(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        short += [f"{path.relative_to(ROOT)}::{name}" for name in found if len(name.split("_")) < 4]
    assert short == []


def test_every_decision_is_listed_in_the_table_of_decisions() -> None:
    table = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs" / "adr").glob("[0-9]*.md")}
    assert pages == set(re.findall(r"\((\d{4}-[\w-]+\.md)\)", table))


def test_every_make_target_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    assert set(phony.group(1).split()) == set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))
