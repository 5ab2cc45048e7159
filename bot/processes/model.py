"""The trained Rasa model: where it is, whether it is out of date, training it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.errors import NotReady

ROOT = Path(__file__).resolve().parent.parent.parent
_KEPT = 2
_TAIL_LINES = 15


def model_path() -> Path:
    """Where the model of the present training files is, or will be once trained.

    The name carries a fingerprint of everything that training reads, so that an out-of-date model is never found.
    """
    return ROOT / "models" / f"pruvodce-{_fingerprint()}.tar.gz"


def is_trained() -> bool:
    """Whether the present training files have been trained."""
    return model_path().exists()


def train() -> Path:
    """Train, if that was not done yet; older models of ours are removed but for one.

    Raises:
        NotReady: `rasa train` failed; its last lines are in the message.
    """
    path = model_path()
    if path.exists():
        return path
    command = [str(Path(sys.executable).parent / "rasa"), "train", "--fixed-model-name", path.name.split(".")[0]]
    done = subprocess.run(
        command, cwd=ROOT, env=rasa_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode != 0 or not path.exists():
        tail = "\n".join(done.stdout.decode(errors="replace").splitlines()[-_TAIL_LINES:])
        raise NotReady(f"rasa train failed:\n{tail}")
    ours = sorted(path.parent.glob("pruvodce-*.tar.gz"), key=lambda model: model.stat().st_mtime)
    for old in ours[:-_KEPT]:
        old.unlink()
    return path


def rasa_environment() -> dict[str, str]:
    """Our environment with what keeps Rasa quiet, quick and at home."""
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONWARNINGS": "ignore",
        "PYTHONPATH": str(ROOT),
        "NO_COLOR": "1",
    }
    return {**os.environ, **quiet}


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(_training_files()):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    digest.update(os.environ.get("PRUVODCE_ENCODER", "").encode())
    return digest.hexdigest()[:12]


def _training_files() -> Iterator[Path]:
    yield ROOT / "config.yml"
    yield ROOT / "domain.yml"
    yield from (ROOT / "nlu" / "data").rglob("*.yml")
    yield from (ROOT / "nlu" / "lexicon").rglob("*.yml")
    # Code that shapes the model: components and what they call.
    yield from (ROOT / "nlu").rglob("*.py")
