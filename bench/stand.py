"""What a bench measures: a database of its own, servers as in production, and their CPU."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from config.local.child import free_port
from tests import databases

ROOT = Path(__file__).parent.parent
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running program: where it answers, and what it has used."""

    port: int
    pid: int
    database: str = ""

    def cpu(self) -> float:
        """Seconds of processor time so far: its processes and its connections' servers."""
        mine = [pid for pid, parents in _tree().items() if self.pid in (pid, *parents)]
        return sum(_used(pid) for pid in mine) + postgres_cpu(self.database)


def postgres_cpu(database: str) -> float:
    """Seconds used by the PostgreSQL processes that serve a database."""
    if not database:
        return 0
    served = (pid for pid in _pids() if f" {database} " in _command(pid) + " ")
    return sum(_used(pid) for pid in served if _command(pid).startswith("postgres:"))


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return ""


def _fields(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def _used(pid: int) -> float:
    fields = _fields(pid)
    return (int(fields[11]) + int(fields[12])) / TICK if fields else 0


def _tree() -> dict[int, list[int]]:
    """Each process with its parents."""
    parent = {pid: int(fields[1]) for pid in _pids() if (fields := _fields(pid))}
    lines = {}
    for pid in parent:
        line, above = [], parent[pid]
        while above in parent:
            line.append(above)
            above = parent[above]
        lines[pid] = line
    return lines


@contextmanager
def program(
    *command: str, port: int, path: str = "/", database: str = "", **more: str
) -> Iterator[Server]:
    """Run a web server until it answers, and end it afterwards."""
    log = Path(os.environ.get("TMPDIR", "/tmp")) / f"bench-{port}.log"  # noqa: S108 - a log
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | more, stdout=output, stderr=output
        )
    try:
        _await(f"http://localhost:{port}{path}", process, log)
        yield Server(port, process.pid, database)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        if process.poll() is None:
            process.kill()
        log.unlink(missing_ok=True)


def _await(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _try in range(300):
        answers = urllib.request.urlopen  # of an address made here
        with suppress(urllib.error.URLError, OSError), answers(address, timeout=2):
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer:\n{log.read_text()[-2000:]}")


@contextmanager
def hello(server: str = "gunicorn") -> Iterator[Server]:
    """The smallest Django view behind two workers of gunicorn or granian."""
    port = free_port(0)
    where = ["--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "1"]
    commands = {
        "gunicorn": ["gunicorn", "--bind", f"127.0.0.1:{port}", "--no-control-socket"],
        "granian": ["granian", "--interface", "wsgi", "--no-ws", *where],
    }
    command = [sys.executable, "-m", *commands[server], "--workers", "2"]
    with program(*command, "bench.hello:application", port=port) as running:
        yield running


@contextmanager
def portal(database: str, *, workers: int = 2, threads: int = 1) -> Iterator[Server]:
    """The portal as in production, over plain HTTP."""
    port = free_port(0)
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws",
        "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers),
        "--blocking-threads", str(threads), "--backpressure", "512", "config.wsgi:application",
    ]  # fmt: skip
    with program(
        *command, port=port, path="/livez", database=database,
        DJANGO_SETTINGS_MODULE="config.settings_plain", SITE_URL=f"http://localhost:{port}",
        ALLOWED_HOSTS="localhost", DATABASE_POOL=str(threads),
        DATABASE_URL=databases.role_url("portal_app", database),
    ) as server:  # fmt: skip
        yield server


@contextmanager
def database(name: str) -> Iterator[str]:
    """A database of the bench's own with the tests' people in it."""
    databases.make_template()
    whole = f"{databases.PREFIX}_{name}"
    with databases.copy_of_template(whole), databases.connected_to(whole):
        yield whole
