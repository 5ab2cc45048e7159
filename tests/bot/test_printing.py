from __future__ import annotations

from pathlib import Path

from bot.printing import PrintingNotReady, missing_packages, print_pdf


def test_what_is_missing_is_said_as_one_command() -> None:
    error = PrintingNotReady(["libpango-1.0-0", "fonts-noto-core"])

    assert str(error).endswith("apt install libpango-1.0-0 fonts-noto-core")
    assert error.packages == ["libpango-1.0-0", "fonts-noto-core"]


def test_this_machine_can_print() -> None:
    assert missing_packages() == []


def test_a_document_fetches_nothing_from_the_disk_or_the_net(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    html = (
        f'<html lang="en"><body><a rel="attachment" href="file://{secret}">x</a><img src="https://example.org/x.png">'
    )

    pdf = print_pdf(html, css='@import "https://example.org/x.css"; p { color: red }')

    assert pdf.startswith(b"%PDF-")
    assert b"EmbeddedFile" not in pdf
