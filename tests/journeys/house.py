"""The portal as it really runs: web, worker, beat, post office and broker, on the demo's data."""

import fcntl
import os
import socket
import subprocess
import sys
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import psycopg

from config.local.child import MARK, Child, free_port, wait_until
from config.local.speech import last_words
from config.local.translations import compile_catalogues
from config.local.valkey import Valkey
from tests.databases import ROOT, admin_url, role_url

TEMPLATE = f"{os.environ.get('TEST_DATABASE_PREFIX', 'portal_tests')}_demo"
ROLES = "portal_owner, portal_app, portal_worker, portal_backup"
PATIENCE = 60.0


class House:
    """One running portal with a database, a broker and a mailbox of its own."""

    def __init__(self, folder: Path, static: Path, database: str) -> None:
        self.folder, self.database = folder, database
        self.mail = folder / "mail"
        self.mark = {MARK: str(folder)}
        self.valkey = Valkey(
            folder, log=folder / "valkey.log", mark=self.mark, port=free_port(0), lasting=False
        )
        self.mail_port, self.web_port = _free_ports(2)
        self.url = f"http://localhost:{self.web_port}"
        self.static = static
        self.children: list[Child] = []

    def start(self) -> None:
        """Start all of it and wait until the web is ready."""
        self.valkey.start()
        web, worker = self._environment("portal_app"), self._environment("portal_worker")
        worker |= {"DATABASE_POOL": "2", "BEAT_HEART": str(self.folder / "beat-heart")}
        post = ["config.local.mailbox", str(self.mail_port), str(self.mail)]
        self.children = [
            self._child("mailbox", post, web),
            self._child("web", ["config.start", "web"], web),
            self._child("worker", ["config.start", "worker"], worker),
            self._child("beat", ["config.start", "beat"], worker),
        ]
        for child in self.children:
            child.start()
        if not wait_until(self._ready, PATIENCE):
            raise RuntimeError(f"The portal did not start.\n{self.logs()}")

    def stop(self) -> None:
        """Stop all of it, in good order."""
        for child in self.children:
            child.ask_to_stop()
        for child in reversed(self.children):
            child.stop()
        self.valkey.stop()

    def logs(self) -> str:
        """How each program's log ends, for whoever reads a failed test."""
        return "\n".join(f"--- {child.name}{last_words(child.log, 40)}" for child in self.children)

    def letters(self, to: str, subject: str = "") -> list[EmailMessage]:
        """The letters that somebody has got, oldest first."""
        found = []
        for path in sorted(self.mail.glob("*.eml")):
            letter = message_from_bytes(path.read_bytes(), policy=policy.default)
            if to in str(letter["To"]) and subject in str(letter["Subject"]):
                found.append(letter)
        return found

    def letter(self, to: str, subject: str, *, after: int = 0) -> EmailMessage:
        """The letter that must come; `after` so many of its kind that are there already."""
        if not wait_until(lambda: len(self.letters(to, subject)) > after, PATIENCE):
            got = [str(letter["Subject"]) for letter in self.letters(to)]
            raise AssertionError(f"No letter {subject!r} to {to}; there are {got}.\n{self.logs()}")
        return self.letters(to, subject)[-1]

    def _environment(self, role: str) -> dict[str, str]:
        return environment(self.database, role) | self.mark | {
            "SITE_URL": self.url,
            "WEB_PORT": str(self.web_port),
            "WEB_THREADS": "4",
            "WORKER_PROCESSES": "1",
            "REDIS_URL": self.valkey.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "STATIC_ROOT": str(self.static),
        }  # fmt: skip

    def _child(self, name: str, module: list[str], environment: dict[str, str]) -> Child:
        command = [sys.executable, "-m", *module]
        return Child(name, command, environment=environment, log=self.folder / f"{name}.log")

    def _ready(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
            return bool(answer.status == 200) and (self.folder / "beat-heart").exists()
        return False


def environment(database: str, role: str) -> dict[str, str]:
    """What a program of the demo needs to know, whoever it is to the database."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "PG"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '/usr/bin:/bin')}"
    return ours | {
        "PATH": path,
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings_demo",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "TRUSTED_PROXIES": "0",
        "DATABASE_URL": role_url(role, database),
    }


@contextmanager
def running_house(folder: Path, shared: Path) -> Iterator[House]:
    """A house on a copy of the demo's database; both are gone afterwards."""
    static = _build_once(shared)
    database = f"{TEMPLATE}_{uuid.uuid4().hex[:10]}"
    _admin(
        f"CREATE DATABASE {database} TEMPLATE {TEMPLATE}",
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {database} TO {ROLES}",
    )
    house = House(folder, static, database)
    try:
        house.start()
        yield house
    finally:
        house.stop()
        _admin(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


def _build_once(shared: Path) -> Path:
    """The first worker builds what all houses share; the others wait for it."""
    static, built = shared / "journeys-static", shared / "journeys-are-built"
    with (shared / "journeys.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not built.exists():
            compile_catalogues()
            _make_template(static)
            built.touch()
    return static


def _make_template(static: Path) -> None:
    """Migrated by the owner and filled as `make demo` fills it."""
    _admin(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)", f"CREATE DATABASE {TEMPLATE}")
    _admin((ROOT / "config" / "database" / "roles.sql").read_text(), database=TEMPLATE)
    owner = environment(TEMPLATE, "portal_owner") | {"STATIC_ROOT": str(static)}
    for command in (["migrate"], ["seed_demo"], ["collectstatic", "--noinput"]):
        done = subprocess.run(
            [sys.executable, "manage.py", *command, "--verbosity", "0"],
            cwd=ROOT, env=owner, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(
                f"{command[0]} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
            )


def _admin(*statements: str, database: str = "postgres") -> None:
    with psycopg.connect(admin_url(database), autocommit=True) as admin:
        for statement in statements:
            admin.execute(statement)


def _free_ports(number: int) -> list[int]:
    """Free ports, all different: each is held until the last is found."""
    held = [socket.socket() for _ in range(number)]
    try:
        for probe in held:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in held]
    finally:
        for probe in held:
            probe.close()
