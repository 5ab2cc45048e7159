"""`python -m tests.needs`: says which Debian package the tests miss, before anything slow begins."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from bot.printing import missing_packages as missing_packages_for_printing


def missing_packages() -> list[str]:
    """Debian packages whose programs the tests start, or whose libraries set pages, and that are not here."""
    missing = []
    if shutil.which("initdb") is None and not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        missing.append("postgresql")
    if shutil.which("chromium") is None:
        missing.append("chromium")
    missing += [package for program, package in (("node", "nodejs"), ("npm", "npm")) if shutil.which(program) is None]
    if shutil.which("pdftotext") is None:
        missing.append("poppler-utils")
    return missing + missing_packages_for_printing()


def main() -> None:
    """Ends and one line where something is missing."""
    missing = missing_packages()
    if missing:
        sys.exit(f"The tests start real programs that are missing here. On Debian: apt install {' '.join(missing)}")


if __name__ == "__main__":
    main()
