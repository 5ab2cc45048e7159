"""Every library that is installed for users is there for a reason that can be found."""

from __future__ import annotations

import re
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import tomli

ROOT = Path(__file__).resolve().parents[2]
USED_WITHOUT_IMPORT = {
    "django-csp": "named in the settings",
    "tensorflow-cpu": "Rasa's graph needs it, in a smaller build than Rasa asks for",
    "transformers": "sentence-transformers and Rasa both use it: the version that suits both",
    "tzdata": "time zones where the system has none",
    "whitenoise": "named in the settings",
}
"""Libraries that no module imports by a statement, and why they are needed nevertheless."""


def _declared() -> set[str]:
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {re.split(r"[\[<>=!~; ]", line)[0] for line in project["dependencies"]}


def _modules(library: str) -> set[str]:
    """The names under which a library can be imported."""
    parts = [path.parts for path in distribution(library).files or ()]
    return {first.removesuffix(".py") for first, *_ in parts if first.endswith(".py") or first.isidentifier()}


def _imported() -> set[str]:
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    text = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in listed.stdout.split())
    return set(re.findall(r"^\s*(?:from|import) (\w+)", text, re.MULTILINE))


def test_every_dependency_is_imported_or_says_why_not() -> None:
    imported = _imported()
    unused = {library for library in _declared() if not _modules(library) & imported}
    assert unused == set(USED_WITHOUT_IMPORT)
