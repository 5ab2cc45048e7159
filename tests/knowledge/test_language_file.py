from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.language_file import parse_language_file

TEXT = "# Title\n\n## questions\n- one\n- two\n  and more\n\n## short @a, b\nText.\n\n\nMore.\n"


def test_parts_are_found_with_their_lines() -> None:
    file = parse_language_file(TEXT)

    assert file.title == "Title"
    assert [(block.name, block.statuses, block.line) for block in file.blocks] == [
        ("questions", (), 3),
        ("short", ("a", "b"), 8),
    ]
    assert [(line.number, line.text) for line in file.blocks[0].bullets] == [(4, "one"), (5, "two and more")]
    assert file.blocks[1].markdown == "Text.\n\n\nMore."


@given(st.text(max_size=5000))
def test_any_text_is_taken_apart_without_losing_a_word(text: str) -> None:
    file = parse_language_file(text)

    kept = [line.text for block in file.blocks for line in block.lines] + [line.text for line in file.preamble]
    kept += [title.text for title in file.titles]
    headings = [f"{block.name}{''.join(block.statuses)}" for block in file.blocks]
    words = "".join("".join((*kept, *headings)).split())
    for line in text.removeprefix("\ufeff").split("\n"):
        if not line.startswith("#"):
            assert "".join(line.split()) in words or not line.strip()
