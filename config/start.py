"""Start one of the portal's programs, the same way on every machine: `python -m config.start web`.

Each name becomes the program itself, so that signals reach it. `healthy` answers whether the
program that runs here does its work, for a container's health check.
"""

import os
import socket
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

CELERY = ["celery", "--app", "config.celery:app"]
HEART = Path(os.environ.get("BEAT_HEART", Path(tempfile.gettempdir()) / "beat-heart"))


def commands() -> dict[str, list[str]]:
    """Name → command. Sizes come from the environment: WEB_*, WORKER_*."""
    read = os.environ.get
    threads = read("WEB_THREADS", "8")
    return {
        "web": [
            "granian", "--interface", "wsgi", "--no-ws", "--host", read("WEB_HOST", "127.0.0.1"),
            "--port", read("WEB_PORT", "8000"), "--workers", read("WEB_WORKERS", "1"),
            # Connections, those of idle browsers too: each keeps six or so, and all must fit.
            "--blocking-threads", threads, "--backpressure", read("WEB_CONNECTIONS", "4096"),
            "--workers-kill-timeout", "20", "--respawn-failed-workers",
            "config.wsgi:application",
        ],
        "worker": [
            *CELERY, "worker", "--loglevel", "INFO", "--concurrency", read("WORKER_PROCESSES", "2"),
            "--hostname", "worker@%h", "--without-gossip", "--without-mingle",
        ],
        "beat": [
            *CELERY, "beat", "--loglevel", "INFO", "--pidfile", "",
            "--scheduler", "config.beat:Scheduler",
        ],
        "migrate": [sys.executable, "-m", "config.migrate"],
    }  # fmt: skip


def healthy(name: str) -> bool:
    """Whether the program does its work: the web answers, the worker pings, the beat ticks."""
    if name == "web":
        address = f"http://127.0.0.1:{os.environ.get('WEB_PORT', '8000')}/livez"
        host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
        question = urllib.request.Request(address, headers={"Host": host})
        with urllib.request.urlopen(question, timeout=5) as answer:
            return bool(answer.status == 200)
    if name == "beat":
        return time.time() - HEART.stat().st_mtime < 60
    from config.celery import app

    # Only the worker of this very machine, and not a second longer than it takes to answer.
    here = [f"worker@{socket.gethostname()}"]
    return bool(app.control.broadcast("ping", destination=here, reply=True, limit=1, timeout=5))


def main(arguments: list[str]) -> int:
    """Become the named program, or answer for its health by the exit code."""
    names = commands()
    match arguments:
        case ["healthy", "web" | "worker" | "beat" as name]:
            try:
                return 0 if healthy(name) else 1
            except OSError:
                return 1
        case [name] if name in names:
            command = names[name]
            os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}"
            os.execvp(command[0], command)
    print(f"Say which: {', '.join(names)}, or healthy web, healthy worker, healthy beat.")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
