from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from bot.cli.saving import save_documents
from bot.conversation.letters.delivering import deliver
from bot.conversation.replies import Document, Message
from bot.letter_printing import print_document
from nlu.locales import Locale
from tests.builders.conversation import a_scene
from tests.builders.letters import answers_for, repository_letters


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def poppler(program: str, path: Path, *rest: str) -> str:
    return subprocess.run([program, path, *rest], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)
@pytest.mark.parametrize("name", list(repository_letters()))
def test_each_letter_is_one_page_to_sign_and_what_it_says_in_fonts_it_carries(
    name: str, locale: Locale, tmp_path: Path
) -> None:
    letter = repository_letters()[name]
    reply = deliver(letter, answers_for(letter), a_scene(locale=locale, today=date(2026, 11, 28)))
    document = next(message.document for message in reply if message.document is not None)
    path = tmp_path / document.name
    path.write_bytes(print_document(document))

    about = poppler("pdfinfo", path)
    pages = int(re.search(r"^Pages:\s+(\d+)", about, re.MULTILINE)[1])  # type: ignore[index]
    assert pages == 1 if locale is Locale.CS else pages in (2, 3)
    assert re.search(r"^Page size:.*A4", about, re.MULTILINE)
    fonts = [line.split()[-5] for line in poppler("pdffonts", path).splitlines()[2:]]
    assert set(fonts) == {"yes"}
    to_sign = words(poppler("pdftotext", path, "-l", "1", "-"))
    assert "vlastnoruční podpis" in to_sign
    assert "V Praze dne 28. listopadu 2026" in to_sign
    if locale is not Locale.CS:
        meaning = words(poppler("pdftotext", path, "-f", "2", "-"))
        assert words(letter.title[locale]) in meaning


def test_a_document_is_saved_beside_one_of_the_same_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = Document("x.pdf", "<!DOCTYPE html><html lang='cs'><body><p>Vážená</p></body></html>", "no pages")
    for _ in range(2):
        save_documents((Message("text"), Message("file", document=page)), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x-2.pdf", "x.pdf"]
    assert capsys.readouterr().out.split() == [str(tmp_path / "x.pdf"), str(tmp_path / "x-2.pdf")]
