"""Everything that has to be there before the portal can run."""

import fcntl
import hashlib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.local import frontend, packages, places, system
from config.local.speech import Stop, last_words, say
from config.local.stack import python, surroundings

# Enough for Django to read its settings; nothing here opens a connection.
NOWHERE = {
    "SECRET_KEY": "only-while-files-are-collected",
    "SITE_URL": "http://localhost",
    "ALLOWED_HOSTS": "localhost",
    "DATABASE_URL": "postgresql://nobody@localhost/nowhere",
    "REDIS_URL": "redis://localhost",
    "EMAIL_URL": "smtp://localhost",
    "STATIC_ROOT": str(places.STATIC),
}


def prepare(lock: str) -> None:
    """Make or mend the whole set-up; seconds when nothing changed."""
    places.make_local()
    with _one_at_a_time():
        packages.install(lock)
        system.for_documents()
        if lock == "develop":
            system.for_tests()
        frontend.install()
        _run(["-m", "config.local.translations"], "compile the translations")
        _collect()


def _collect() -> None:
    """Collect the static files under their hashed names, when one of them changed."""
    record, wanted = places.LOCAL / "static.txt", _fingerprint()
    if places.STATIC.exists() and record.exists() and record.read_text() == wanted:
        return
    say("Collecting the static files …")
    record.unlink(missing_ok=True)
    # htmx comes from npm; the scripts that django-htmx carries import files that it lacks.
    collect = ["manage.py", "collectstatic", "--no-input", "--clear", "--ignore", "django_htmx"]
    _run(collect, "collect the static files")
    record.write_text(wanted, encoding="utf-8")


def _fingerprint() -> str:
    sum_ = hashlib.sha256()
    settings = places.ROOT / "config"
    sources = [places.ROOT / "static", places.VENDOR, settings / "settings.py", packages.RECORD]
    for source in sources:
        for path in [source, *sorted(source.rglob("*"))]:
            if path.is_file():
                facts = path.stat()
                sum_.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return sum_.hexdigest()


def _run(arguments: list[str], purpose: str) -> None:
    log = places.LOGS / "setup.log"
    environment = surroundings() | NOWHERE | {"DJANGO_SETTINGS_MODULE": "config.settings_demo"}
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(
            python(*arguments), cwd=places.ROOT, env=environment, stdin=subprocess.DEVNULL,
            stdout=out, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
    if done.returncode:
        raise Stop(f"Could not {purpose}; {log} ends with:{last_words(log)}")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    path: Path = places.LOCAL / "setup.lock"
    with path.open("a", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another set-up in this folder …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
