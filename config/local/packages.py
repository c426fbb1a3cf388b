"""The Python packages: one environment in `.local/venv`, pinned by hash."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from config.local import places, system
from config.local.speech import Stop, last_words, say

# The wider lock holds the narrower ones, so one installation answers for all of them.
HOLDS = {
    "runtime": ["runtime"],
    "local": ["runtime", "local"],
    "develop": ["runtime", "local", "develop"],
}
RECORD = places.VENV / "portal.json"


def install(lock: str) -> None:
    """Have every package of a lock in the environment; at once when nothing changed."""
    if places.VENV.is_symlink():
        return  # somebody shares one environment between checkouts and looks after it
    wanted = {name: _digest(name) for name in HOLDS[lock]}
    record = _record()
    if record.get("state") == "ready" and wanted.items() <= record["locks"].items():
        return
    if record.get("state") == "installing" or not _sound():
        _create()
    say(f"Installing the Python packages of requirements/{lock}.txt …")
    _write({"state": "installing", "locks": {}})
    pip(
        "install", "--require-hashes", "--no-deps", "-r", str(_lock(lock)),
        log=places.LOGS / "pip.log",
    )  # fmt: skip
    _write({"state": "ready", "locks": wanted})


def pip(*arguments: str, log: Path) -> None:
    """Run pip of the environment; what it says goes to a log.

    Errors: Stop with the end of the log.
    """
    environment = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(
            [places.PYTHON, "-m", "pip", *arguments],
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=environment,
            check=False,
        )  # fmt: skip
    if done.returncode:
        raise Stop(f"pip could not install the packages; {log} ends with:{last_words(log)}")


def _create() -> None:
    if places.VENV.exists():
        say("An earlier installation stopped half-way: starting over with an empty .local/venv.")
        shutil.rmtree(places.VENV)
    done = _venv()
    if done.returncode:
        shutil.rmtree(places.VENV, ignore_errors=True)
        name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if system.install([name], "make Python environments"):
            done = _venv()
        if done.returncode:
            raise Stop(
                "This Python cannot make environments (its venv or ensurepip part is missing). "
                f"On Debian and Ubuntu: apt-get install {name}. Or name another one: "
                "make PYTHON=/path/to/python3 …"
            )


def _venv() -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "venv", places.VENV], capture_output=True, check=False
    )


def _sound() -> bool:
    """True when the environment's Python is this Python and has pip."""
    question = "import pip, sys; print(*sys.version_info[:2])"
    try:
        done = subprocess.run(
            [places.PYTHON, "-c", question], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return done.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _record() -> dict[str, Any]:
    try:
        record = json.loads(RECORD.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not _sound():
        return {}
    return dict(record)


def _write(record: dict[str, object]) -> None:
    places.write_private(RECORD, json.dumps(record))


def _lock(name: str) -> Path:
    return places.ROOT / "requirements" / f"{name}.txt"


def _digest(name: str) -> str:
    return hashlib.sha256(_lock(name).read_bytes()).hexdigest()
