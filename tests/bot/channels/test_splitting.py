from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.pieces import pieces_for
from bot.channels.telegram.splitting import split
from bot.conversation.markup import to_html, to_plain
from bot.conversation.replies import Button, Message

TAG = re.compile(r"<(/?)(\w+)[^>]*>")
LIMIT = 4096


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def is_balanced(html: str) -> bool:
    still_open: list[str] = []
    for match in TAG.finditer(html):
        if not match[1]:
            still_open.append(match[2])
        elif not still_open or still_open.pop() != match[2]:
            return False
    return not still_open


def letters(text: str) -> str:
    return re.sub(r"\s", "", to_plain(text))


def test_a_short_message_stays_whole() -> None:
    assert split("short") == ("short",)


def test_a_long_message_is_cut_between_paragraphs() -> None:
    paragraphs = ["a" * 2000, "b" * 1500, "c" * 1000]
    assert split("\n\n".join(paragraphs)) == ("\n\n".join(paragraphs[:2]), paragraphs[2])


def test_an_item_of_a_list_is_never_cut() -> None:
    items = [f"{number}. {'word ' * 60}".strip() for number in range(1, 40)]
    pieces = split("<b>Title</b>\n" + "\n".join(items))
    lines = [line for piece in pieces for line in piece.split("\n")]
    assert lines == ["<b>Title</b>", *items]


def test_bold_goes_on_in_the_next_piece() -> None:
    pieces = split(f"<b>{'word ' * 2000}</b>")
    assert len(pieces) > 2
    assert all(piece.startswith("<b>") and piece.endswith("</b>") for piece in pieces)


def test_emoji_count_as_two() -> None:
    assert all(units(piece) <= LIMIT for piece in split("😀" * 3000))


def test_only_the_last_piece_has_the_buttons() -> None:
    message = Message("\n\n".join("a" * 3000 for _ in range(3)), ((Button("human", "Human"),),))
    *first, last = pieces_for("telegram", (message,))
    assert last.buttons
    assert not any(piece.buttons for piece in first)
    assert pieces_for("web", (message,)) == (message,)


@pytest.mark.parametrize("size", [300, 1000, 5000], ids=str)
@given(st.lists(st.text(alphabet="aбặ😀 &<>*[]()\n-1.", max_size=400), max_size=30))
def test_pieces_fit_are_balanced_and_lose_nothing(size: int, blocks: list[str]) -> None:
    html = to_html("\n\n".join(blocks))
    pieces = split(html, limit=size)
    assert all(units(piece) <= size for piece in pieces)
    assert all(is_balanced(piece) for piece in pieces)
    assert letters("".join(pieces)) == letters(html)
