"""What can go wrong in knowledge/.

KnowledgeError
├── ContentInvalid        the files do not hold; carries every fault
├── SnapshotMissing       nothing was built or activated yet
├── SnapshotDamaged       a snapshot's file is missing or not as its manifest says
├── IndexOutOfDate        an index was built from other articles or another encoder
├── FileUnreadable        someone else's collection has a line that does not hold; names file, line and field
├── NothingToRollBackTo   there is no earlier snapshot
└── ArticleMissing        no article has this id, or it has no Czech text
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.faults import Fault


class KnowledgeError(Exception):
    """Root of this package's errors."""

    code: ClassVar[str] = "knowledge"


class ContentInvalid(KnowledgeError):
    """The content has faults.

    Attributes:
        faults: All of them, in order of path and line.
    """

    code = "content_invalid"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults in the content, the first: {faults[0]}")
        self.faults = tuple(faults)


class SnapshotMissing(KnowledgeError):
    """No snapshot is active under this folder."""

    code = "snapshot_missing"

    def __init__(self, folder: str) -> None:
        super().__init__(f"no active snapshot in {folder}; build one with: pruvodce kb build")
        self.folder = folder


class SnapshotDamaged(KnowledgeError):
    """A snapshot's file is missing or changed since it was built."""

    code = "snapshot_damaged"

    def __init__(self, snapshot: str, file: str) -> None:
        super().__init__(f"snapshot {snapshot}: {file} is missing or changed")
        self.snapshot = snapshot
        self.file = file


class IndexOutOfDate(KnowledgeError):
    """The index was built from other articles or another encoder."""

    code = "index_out_of_date"

    def __init__(self, built_with: str, asked_with: str) -> None:
        super().__init__(f"the index was built with {built_with}, asked with {asked_with}")
        self.built_with = built_with
        self.asked_with = asked_with


class FileUnreadable(KnowledgeError):
    """A file somebody handed in has a line that does not hold."""

    code = "file_unreadable"

    def __init__(self, path: str, line: int, field: str, reason: str) -> None:
        super().__init__(f"{path}:{line}: {field}: {reason}")
        self.path = path
        self.line = line
        self.field = field
        self.reason = reason


class NothingToRollBackTo(KnowledgeError):
    """There is no snapshot older than the active one."""

    code = "nothing_to_roll_back_to"

    def __init__(self) -> None:
        super().__init__("there is no earlier snapshot to go back to")


class ArticleMissing(KnowledgeError):
    """No article has this id, or it has no Czech text."""

    code = "article_missing"

    def __init__(self, article: str) -> None:
        super().__init__(f"there is no article {article} with a Czech text")
        self.article = article
