"""The embedded servers together: who holds them, how the programs reach them."""

import fcntl
import json
import os
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from config.local import places
from config.local.child import MARK, free_port, sweep
from config.local.passwords import passwords
from config.local.postgres import Postgres
from config.local.speech import Stop
from config.local.valkey import Valkey


class Stack:
    """PostgreSQL and Valkey below `.local/<name>`; one process holds them at a time."""

    def __init__(self, name: str, *, lasting: bool) -> None:
        self.home = places.LOCAL / name
        self.mark = {MARK: str(self.home)}
        self.state = self.home / "state.json"
        known = self._known()
        self.web_port = known.get("web", 8000)
        self.mail_port = known.get("mail", 0)
        self.postgres = Postgres(
            self.home, log=places.LOGS / f"{name}-postgres.log",
            port=known.get("postgres", 0), lasting=lasting,
        )  # fmt: skip
        self.valkey = Valkey(
            self.home, log=places.LOGS / f"{name}-valkey.log", mark=self.mark,
            port=known.get("valkey", 0), lasting=lasting,
        )  # fmt: skip
        self.settings = "config.settings_demo" if lasting else "config.settings_test"
        self._lock: IO[str] | None = None

    def hold(self) -> bool:
        """Become the one process that runs the servers; False when another one does."""
        self.home.mkdir(parents=True, exist_ok=True)
        lock = (self.home / "lock").open("a", encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        self._lock = lock
        return True

    def release(self) -> None:
        """Let another process run the servers."""
        if self._lock is not None:
            self._lock.close()
        self._lock = None

    def start(self) -> None:
        """Clear away what a killed run left, then start both servers."""
        sweep(str(self.home))
        self.postgres.start()
        self.postgres.furnish()
        self.valkey.start()
        self.mail_port = free_port(self.mail_port)
        self.remember()

    def stop(self) -> None:
        """Stop both servers; the data stay."""
        self.valkey.stop()
        self.postgres.stop()

    def remove(self) -> None:
        """Remove the data of both servers."""
        sweep(str(self.home))
        self.postgres.remove()
        shutil.rmtree(self.home, ignore_errors=True)

    def remember(self) -> None:
        """Keep the ports for the next start, and the environment for a shell."""
        ports = {
            "postgres": self.postgres.port, "valkey": self.valkey.port,
            "mail": self.mail_port, "web": self.web_port,
        }  # fmt: skip
        places.write_private(self.state, json.dumps(ports))
        lines = [f"export {name}={shlex.quote(value)}" for name, value in self.everything().items()]
        places.write_private(self.home / "environment", "\n".join(lines) + "\n")

    def environment(self, role: str = "portal_app") -> dict[str, str]:
        """What a program of the portal needs to know, for one database role."""
        return {
            "DJANGO_SETTINGS_MODULE": self.settings,
            "SECRET_KEY": passwords()["secret_key"],
            "SITE_URL": f"http://localhost:{self.web_port}",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "TRUSTED_PROXIES": "0",
            "DATABASE_URL": self.postgres.url(role),
            "REDIS_URL": self.valkey.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "STATIC_ROOT": str(places.STATIC),
        }

    def everything(self, role: str = "portal_app") -> dict[str, str]:
        """The environment with the address of every database role, for set-up and tests."""
        others = ("owner", "worker", "backup")
        return self.environment(role) | {
            f"DATABASE_{other.upper()}_URL": self.postgres.url(f"portal_{other}")
            for other in others
        } | {"DATABASE_ADMIN_URL": self.postgres.url("postgres", "postgres")}  # fmt: skip

    def _known(self) -> dict[str, int]:
        with suppress(OSError, ValueError):
            return {k: int(v) for k, v in json.loads(self.state.read_text()).items()}
        return {}


def demo_stack() -> Stack:
    """The servers of the demo: their data last."""
    return Stack("demo", lasting=True)


def test_stack() -> Stack:
    """The servers of the tests: fast, and nothing in them need last."""
    return Stack("test", lasting=False)


@contextmanager
def at_hand(stack: Stack) -> Iterator[Stack]:
    """The running servers: another process's where there is one, else ours for a while."""
    if not stack.hold():
        yield stack
        return
    try:
        stack.start()
        yield stack
    finally:
        stack.stop()
        stack.release()


@contextmanager
def alone(stack: Stack, who: str) -> Iterator[Stack]:
    """The servers for us alone."""
    if not stack.hold():
        raise Stop(f"{who} in this folder already.")
    try:
        stack.start()
        yield stack
    finally:
        stack.stop()
        stack.release()


def surroundings() -> dict[str, str]:
    """Our own environment, with the portal's programs first on the path."""
    path = f"{places.VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '/usr/bin:/bin')}"
    return {k: v for k, v in os.environ.items() if not k.startswith(("PG", "DJANGO_"))} | {
        "PATH": path, "PYTHONUNBUFFERED": "1",
    }  # fmt: skip


def python(*arguments: str | Path) -> list[str]:
    """A command of the environment's Python."""
    return [str(places.PYTHON), *map(str, arguments)]
