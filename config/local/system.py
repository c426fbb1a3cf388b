"""System libraries and programs that no wheel carries."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from config.local import places
from config.local.speech import say, warn

PDF = {
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}
JAXB = Path("/usr/share/java/jaxb-runtime.jar")


def for_documents() -> None:
    """Have the libraries that PDF documents are drawn with."""
    missing = [package for package, library in PDF.items() if not _loads(library)]
    if missing and not install(missing, "draw PDF documents"):
        warn("until then the portal runs, but cannot make PDF documents.")


def for_tests() -> None:
    """Have the browser, the PDF checker's Java and the PDF reader that the tests use."""
    wanted: dict[str, Callable[[], bool]] = {
        "chromium": lambda: shutil.which("chromium") is not None,
        "default-jdk-headless": lambda: shutil.which("javac") is not None,
        "libjaxb-java": JAXB.exists,
        "poppler-utils": lambda: shutil.which("pdftoppm") is not None,
    }
    missing = [package for package, there in wanted.items() if not there()]
    if missing and not install(missing, "run every test"):
        warn("until then the tests that need them fail.")


def install(packages: list[str], purpose: str) -> bool:
    """Install Debian packages as root; name the one line to run to anybody else."""
    line = f"apt-get install --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        warn(f"to {purpose}, this system needs what Debian calls {', '.join(packages)}.")
        return False
    if os.geteuid() != 0:
        warn(f"to {purpose}, an administrator must run once: sudo {line}")
        return False
    say(f"Installing {', '.join(packages)} to {purpose} …")
    log = places.LOGS / "apt.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as out:
        for command in (["apt-get", "update"], [*line.split(), "--yes"]):
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, check=False,
            )  # fmt: skip
    if done.returncode:
        warn(f"{line} did not succeed; see {log}.")
    return done.returncode == 0


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
