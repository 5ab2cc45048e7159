"""From HTML to PDF. WeasyPrint sets the pages, with text libraries that come as Debian packages."""

from __future__ import annotations

import ctypes
import shutil
import subprocess

from bot.errors import NotReady

_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
FONTS = ("Noto Sans", "DejaVu Sans")
"""Either has Latin with the diacritics of Czech and Vietnamese, and Cyrillic. The first that is there is used."""


class PrintingNotReady(NotReady):
    """What setting pages needs is not installed.

    Attributes:
        packages: Of Debian.
    """

    code = "printing-not-ready"

    def __init__(self, packages: list[str]) -> None:
        super().__init__(f"printing needs Debian packages that are missing here: apt install {' '.join(packages)}")
        self.packages = packages


def missing_packages() -> list[str]:
    """Debian packages without which no page can be set."""
    missing = [package for library, package in _LIBRARIES.items() if not _loads(library)]
    if not any(family in _families() for family in FONTS):
        missing.append("fonts-noto-core")
    return missing


def print_pdf(html: str, *, css: str) -> bytes:
    """Set the pages of a document. Only what is in the HTML itself is used: nothing is fetched.

    Args:
        html: A whole document with its language.
        css: Its style sheet.

    Returns:
        A tagged PDF with its fonts embedded.

    Raises:
        PrintingNotReady: A library or a font is missing; it says which packages bring them.
    """
    missing = missing_packages()
    if missing:
        raise PrintingNotReady(missing)
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=())
    fonts = FontConfiguration()
    sheet = CSS(string=css, font_config=fonts, url_fetcher=nothing)
    document = HTML(string=html, url_fetcher=nothing)
    pdf: bytes = document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_tags=True)
    return pdf


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _families() -> set[str]:
    """Names of installed fonts. The program that lists them comes with the libraries' own package fontconfig."""
    if shutil.which("fc-list") is None:
        return set()
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
    return {name.strip() for line in listed.splitlines() for name in line.split(",")}
