"""`python -m tests.needs`: says which Debian package the tests miss, before anything slow begins."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path


def missing_packages() -> list[str]:
    """Debian packages whose programs the tests start themselves and cannot find."""
    missing = []
    if shutil.which("initdb") is None and not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        missing.append("postgresql")
    if shutil.which("chromium") is None:
        missing.append("chromium")
    missing += [package for program, package in (("node", "nodejs"), ("npm", "npm")) if shutil.which(program) is None]
    return missing


def main() -> None:
    """Ends and one line where something is missing."""
    missing = missing_packages()
    if missing:
        sys.exit(f"The tests start real servers that are missing here. On Debian: apt install {' '.join(missing)}")


if __name__ == "__main__":
    main()
