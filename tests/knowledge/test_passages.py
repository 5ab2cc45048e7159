from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.passages import MOST_CHARACTERS, pieces, plain


@given(st.text(max_size=3000))
def test_pieces_are_short_and_lose_no_letter(text: str) -> None:
    cut = pieces(text, title="Title")

    assert all(len(piece) <= MOST_CHARACTERS for piece in cut)
    kept = "".join("".join(piece.removeprefix("Title: ").split()) for piece in cut)
    assert kept == "".join(text.split())


def test_markdown_is_read_as_it_is_spoken() -> None:
    assert plain("1. See **the** [portal](https://ipc.gov.cz).\n- passport") == "See the portal.\npassport"
