"""Documents that came with a reply, as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from bot.letter_printing import print_document
from bot.printing import PrintingNotReady

if TYPE_CHECKING:
    from bot.conversation.replies import Message


def save_documents(messages: Sequence[Message], folder: Path) -> None:
    """Print each document into a file of its own and say where it is."""
    for message in messages:
        if message.document is None:
            continue
        try:
            pdf = print_document(message.document)
        except PrintingNotReady as error:
            print(f"{message.document.without} ({error})")
            continue
        path = next(path for path in _names(folder / message.document.name) if not path.exists())
        path.write_bytes(pdf)
        print(path)


def _names(path: Path) -> Iterator[Path]:
    """The path, then the same with a number, so that nothing is written over."""
    yield path
    for number in count(2):
        yield path.with_stem(f"{path.stem}-{number}")
