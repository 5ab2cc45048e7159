from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.markup import to_html, to_plain

TAG = re.compile(r"<(/?)(\w+)[^>]*>")


def is_balanced(html: str) -> bool:
    still_open: list[str] = []
    for match in TAG.finditer(html):
        if not match[1]:
            still_open.append(match[2])
        elif not still_open or still_open.pop() != match[2]:
            return False
    return not still_open


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo."),
        (
            "**bold** and [ipc.gov.cz](https://ipc.gov.cz/a?b=1&c)",
            '<b>bold</b> and <a href="https://ipc.gov.cz/a?b=1&amp;c">ipc.gov.cz</a>',
        ),
        ("1. one\n2. two", "1. one\n2. two"),
        ("- one\n- two\n\nAfter.", "• one\n• two\n\nAfter."),
        ("Before\n\n- one", "Before\n\n• one"),
        ("- a\n  - b\n- c", "• a\n\u2003• b\n• c"),
        ("a < b & <script>x</script>", "a &lt; b &amp; &lt;script&gt;x&lt;/script&gt;"),
        ("[bad](javascript:alert(1))", "[bad](javascript:alert(1))"),
        ("line\nbreak", "line break"),
    ],
    ids=[
        "paragraphs",
        "bold and link",
        "numbers",
        "bullets",
        "list after text",
        "nested",
        "escaped",
        "script",
        "softbreak",
    ],
)
def test_markdown_becomes_the_small_set_of_html(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


def test_a_long_phone_number_can_be_tapped() -> None:
    assert to_html("Call +420\u00a0974\u00a0801\u00a0801.") == (
        'Call <a href="tel:+420974801801">+420\u00a0974\u00a0801\u00a0801</a>.'
    )


def test_short_numbers_are_phones_only_on_cards() -> None:
    assert "tel:" not in to_html("112 days, 155 CZK")
    assert to_html("**Call 112**, 1,155 or 800 077 777", short_phones=True) == (
        '<b>Call <a href="tel:112">112</a></b>, 1,155 or <a href="tel:800077777">800 077 777</a>'
    )


@given(st.text())
def test_any_text_becomes_balanced_html_of_the_small_set(text: str) -> None:
    html = to_html(text, short_phones=True)
    assert is_balanced(html)
    assert {match[2] for match in TAG.finditer(html)} <= {"b", "i", "a"}


def test_plain_text_keeps_the_addresses_of_pages() -> None:
    assert (
        to_plain('<b>A</b> &amp; <a href="https://x.cz">x</a>, <a href="tel:112">112</a>')
        == "A & x (https://x.cz), 112"
    )
