"""A public collection to measure `pruvodce retrieve` on: Debian's manual pages in our five languages, in BEIR form.

`python -m tests.quality.man_pages FOLDER` fetches packages of Debian bookworm (manpages-l10n 4.18.1 and others) and
writes `FOLDER/<language>/` with `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`. It is an inverse cloze task: a
question is the first sentence of a page's description; the one right document is that page, its title and the rest of
its text. Nothing of it is kept in the repository.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from nlu.locales import Locale

_PACKAGES = ("manpages", "coreutils", "util-linux", *(f"manpages-{code}" for code in ("cs", "uk", "ru", "vi")))
_PAGES = 150
_MOST_CHARACTERS = 1500
_FEWEST_CHARACTERS = 200
_SHORTEST, _LONGEST = 20, 200
_NAME, _DESCRIPTION = 1, 3
_HELP2MAN = "Add any additional description here"
_HEADING = re.compile(r"^\.S[Hh]\s+.*$", re.MULTILINE)
_FONT = re.compile(r"\\f(?:\[[^]]*\]|\(..|.)|\\[&,/|^]")
_NAMED = re.compile(r"\\\[(\w+)\]|\\\((..)")
_MACRO = re.compile(r"^[.'](\\\"|[A-Za-z]{1,3})?\s*", re.MULTILINE)
_OWN_LETTERS = {
    Locale.CS: "[ěščřžýáíéůúťďň]",
    Locale.EN: "[a-z]",
    Locale.UK: "[а-яіїєґ]",
    Locale.RU: "[а-я]",
    Locale.VI: "[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]",
}


def main(out: Path) -> None:
    """Fetch, cut and write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(["apt-get", "download", "-q", *_PACKAGES], cwd=folder, check=True)
        for package in folder.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", str(package), str(folder / "all")], check=True)
        for locale in Locale:
            pages = folder / "all" / "usr" / "share" / "man" / ("" if locale is Locale.EN else locale.value)
            _write(out / locale.value, locale, _chosen(pages, locale))


def _chosen(pages: Path, locale: Locale) -> list[tuple[str, str, str, str]]:
    """File, first sentence, title and rest of pages in the language whose first sentence no other page has."""
    found = {}
    for path in pages.glob("man*/*.gz"):
        read = _read(path)
        if read is not None and re.search(_OWN_LETTERS[locale], read[0].lower()):
            found[read[0]] = (path.name.removesuffix(".gz"), *read)
    return sorted(found.values(), key=lambda page: crc32(page[0].encode()))[:_PAGES]


def _read(path: Path) -> tuple[str, str, str] | None:
    parts = _HEADING.split(gzip.decompress(path.read_bytes()).decode("utf-8", errors="replace"))
    plain = [" ".join(_MACRO.sub("", _NAMED.sub("", _FONT.sub("", part))).replace("\\", "").split()) for part in parts]
    # What stands before the first heading, the name, the synopsis, then the description.
    if len(plain) <= _DESCRIPTION:
        return None
    first, found, rest = " ".join(plain[_DESCRIPTION:]).removeprefix(_HELP2MAN).strip().partition(". ")
    is_whole = found and _SHORTEST <= len(first) <= _LONGEST and len(rest) >= _FEWEST_CHARACTERS
    return (first, plain[_NAME], rest[:_MOST_CHARACTERS]) if is_whole else None


def _write(folder: Path, locale: Locale, pages: list[tuple[str, str, str, str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _lines(folder / "corpus.jsonl", ({"_id": i, "title": n, "text": t, "lang": locale.value} for i, _, n, t in pages))
    _lines(folder / "queries.jsonl", ({"_id": f"q-{i}", "text": q, "lang": locale.value} for i, q, _, _ in pages))
    rows = ("query-id\tcorpus-id\tscore", *(f"q-{name}\t{name}\t1" for name, *_ in pages))
    (folder / "qrels.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    sys.stdout.write(f"{locale.value} {len(pages)}\n")


def _lines(path: Path, rows: Iterator[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
