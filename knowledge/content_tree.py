"""Where the content lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class ContentTree:
    """Folders of one body of content; the repository's own unless a test builds another."""

    root: Path = REPOSITORY

    @property
    def articles(self) -> Path:
        """`<topic>/<slug>/` below it."""
        return self.root / "knowledge" / "content"

    @property
    def directory(self) -> Path:
        """One YAML file for each kind of organisation."""
        return self.root / "knowledge" / "directory"

    @property
    def urgent(self) -> Path:
        """`<kind>/<locale>.md` below it."""
        return self.root / "knowledge" / "urgent"

    @property
    def letters(self) -> Path:
        """`<id>.yaml`: one ready letter each; `frame.yaml`: what all of them share."""
        return self.root / "knowledge" / "letters"

    @property
    def asked(self) -> Path:
        """`<locale>.yaml`: more questions, for search alone."""
        return self.root / "knowledge" / "asked"

    @property
    def planned_ids(self) -> Path:
        """Ids that articles will have, one a line."""
        return self.root / "knowledge" / "content-ids.txt"

    def article_folders(self) -> tuple[Path, ...]:
        """Every `<topic>/<slug>/` folder, in order of id."""
        if not self.articles.is_dir():
            return ()
        folders = (folder for folder in self.articles.glob("*/*") if folder.is_dir())
        return tuple(sorted(folder for folder in folders if not folder.name.startswith((".", "_"))))

    def article_id(self, folder: Path) -> str:
        """`residence/employee-card` of its folder."""
        return folder.relative_to(self.articles).as_posix()

    def shown(self, path: Path) -> str:
        """The path as faults name it: from the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def read_planned_ids(self) -> tuple[str, ...]:
        """Ids that are planned, in the order in which a reader would want them; none where there is no such file."""
        if not self.planned_ids.is_file():
            return ()
        lines = (line.strip() for line in self.planned_ids.read_text(encoding="utf-8").splitlines())
        return tuple(line for line in lines if line and not line.startswith("#"))
