"""The machine's own servers and set-up: what survives a kill, and what a failure says."""

import json
import os
import shutil
import signal
import smtplib
import subprocess
import sys
import textwrap
from pathlib import Path

import polib
import psycopg
import pytest

from config.local import checks, demo, frontend, packages, passwords, places, stack, system, verbs
from config.local.child import MARK, Child, alive, free_port, sweep, wait_until
from config.local.postgres import Postgres
from config.local.speech import Stop
from config.local.translations import compile_catalogues
from config.local.valkey import Valkey


def test_the_bootstrap_needs_nothing_but_the_standard_library() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-m", "config.local", "help"],
        cwd=places.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "make <verb>" in done.stdout


def test_every_verb_of_the_makefile_exists() -> None:
    makefile = (places.ROOT / "Makefile").read_text()
    line = next(line for line in makefile.splitlines() if line.startswith("VERBS ="))
    assert set(line.split()[2:]) == set(verbs.VERBS)


def test_a_failure_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(verbs.VERBS, "demo", fails)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    assert verbs.main(["demo"]) == 1
    assert capsys.readouterr().err == "The machine refused: [Errno 28] No space left on device.\n"


def test_a_killed_postgres_starts_again_with_what_was_committed(tmp_path: Path) -> None:
    server = Postgres(tmp_path, log=tmp_path / "log")
    server.start()
    try:
        server.run_sql("CREATE TABLE kept AS SELECT 1 AS one", "postgres")
        assert server.child is not None
        assert server.child.process is not None
        os.kill(server.child.process.pid, signal.SIGKILL)
        assert wait_until(lambda: not server.running, 10)
        server.stop()
        server.start()
        with psycopg.connect(server.url("postgres", "postgres")) as connection:
            assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
    finally:
        server.stop()
        server.remove()


def test_a_server_left_running_gives_way_to_the_next(tmp_path: Path) -> None:
    left = Postgres(tmp_path, log=tmp_path / "log")
    left.start()
    try:
        second = Postgres(tmp_path, log=tmp_path / "log", port=left.port)
        second.start()
        assert second.port == left.port
        assert not left.running
        second.stop()
    finally:
        left.stop()
        left.remove()


def test_a_half_made_data_folder_is_made_anew(tmp_path: Path) -> None:
    server = Postgres(tmp_path, log=tmp_path / "log", lasting=False)
    for half in ("data.new", "data"):
        (server.home / half).mkdir(parents=True)
        (server.home / half / "rest").touch()
    server.start()
    assert server.running
    server.stop()
    server.remove()


def test_postgres_refuses_a_wrong_password(postgres: Postgres) -> None:
    wrong = f"postgresql://postgres:wrong@127.0.0.1:{postgres.port}/postgres"
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_swedish_letters_fold_case_and_the_contributed_indexes_are_there(
    postgres: Postgres,
) -> None:
    with psycopg.connect(postgres.url("postgres", "postgres"), autocommit=True) as connection:
        assert connection.execute("SELECT lower('ÅÄÖ')").fetchone() == ("åäö",)
        for extension in ("btree_gist", "pg_trgm", "unaccent", "citext"):
            connection.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")


def test_a_killed_valkey_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    import redis

    server = Valkey(tmp_path, log=tmp_path / "log", mark={MARK: str(tmp_path)})
    server.start()
    redis.Redis.from_url(f"{server.url}/0").set("kept", "yes")
    wait_until(lambda: False, 1.2)  # appended to the file at least once a second
    assert server.child is not None
    assert server.child.process is not None
    os.kill(server.child.process.pid, signal.SIGKILL)
    assert wait_until(lambda: not server.running, 5)
    server.stop()
    server.start()
    assert redis.Redis.from_url(f"{server.url}/0").get("kept") == b"yes"
    server.stop()


PARENT = """
    import sys, time
    from pathlib import Path
    from config.local.child import MARK, Child
    folder = Path(sys.argv[1])
    child = Child("sleep", ["sleep", "600"], environment={{MARK: str(folder)}}, log=folder / "log")
    child.start()
    (folder / "pid").write_text(str(child.process.pid))
    {after}
    time.sleep(600)
"""


def _parent(folder: Path, after: str = "") -> tuple[subprocess.Popen[bytes], int]:
    program = textwrap.dedent(PARENT.format(after=after))
    parent = subprocess.Popen([sys.executable, "-c", program, folder], cwd=places.ROOT)
    pid = folder / "pid"
    assert wait_until(lambda: pid.exists() and pid.read_text() != "", 10)
    return parent, int(pid.read_text())


def test_what_we_started_ends_when_we_are_killed(tmp_path: Path) -> None:
    parent, child = _parent(tmp_path)
    assert alive(child)
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not alive(child), 5)


def test_the_next_run_clears_away_what_still_lives(tmp_path: Path) -> None:
    stray = subprocess.Popen(["sleep", "600"], env=os.environ | {MARK: str(tmp_path)})
    other = subprocess.Popen(["sleep", "600"], env=os.environ | {MARK: f"{tmp_path}-other"})
    try:
        assert sweep(str(tmp_path)) == 1
        assert stray.wait(5) == -signal.SIGTERM
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_stopping_takes_the_children_of_the_child_along(tmp_path: Path) -> None:
    child = Child(
        "family", ["sh", "-c", "sleep 600 & echo $!; wait"], environment=dict(os.environ),
        log=tmp_path / "log",
    )  # fmt: skip
    child.start()
    assert wait_until(lambda: (tmp_path / "log").read_text().strip() != "", 5)
    grandchild = int((tmp_path / "log").read_text())
    child.stop()
    assert wait_until(lambda: not alive(grandchild), 5)


def test_one_process_holds_the_servers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "LOCAL", tmp_path)
    first, second = stack.demo_stack(), stack.demo_stack()
    assert first.hold()
    assert not second.hold()
    with pytest.raises(Stop, match="The demo already runs in this folder: http://localhost:"):
        demo.run()
    first.release()
    assert second.hold()
    second.release()


def test_a_taken_port_is_said_and_the_next_is_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.delenv("PORT", raising=False)
        assert demo._web_port(port) != port
        assert f"Port {port} is taken" in capsys.readouterr().out
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(Stop, match=f"Port {port} is taken: stop what uses it"):
            demo._web_port(8000)
    monkeypatch.setenv("PORT", "http")
    with pytest.raises(Stop, match="PORT is 'http': give a number"):
        demo._web_port(8000)


def test_passwords_are_private_and_stay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "SECRETS", tmp_path / "secrets")
    first = passwords.passwords()
    assert passwords.passwords() == first
    assert len(set(first.values())) == len(passwords.NAMES)
    assert (tmp_path / "secrets" / "passwords.json").stat().st_mode & 0o777 == 0o600


def test_the_web_gets_no_login_but_its_own() -> None:
    given = stack.test_stack().environment()
    assert [name for name in given if name.startswith("DATABASE_")] == ["DATABASE_URL"]
    assert given["DATABASE_URL"].startswith("postgresql://portal_app:")


@pytest.fixture
def checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A checkout of our own, with locks that install nothing."""
    local = tmp_path / ".local"
    for name, value in {
        "ROOT": tmp_path, "LOCAL": local, "VENV": local / "venv", "LOGS": local / "log",
        "PYTHON": local / "venv/bin/python", "NPM": local / "npm", "MAIL": local / "mail",
        "EINVOICES": local / "einvoices",
        "VENDOR": local / "vendor/vendor",
    }.items():  # fmt: skip
        monkeypatch.setattr(places, name, value)
    monkeypatch.setattr(packages, "RECORD", local / "venv/portal.json")
    monkeypatch.setattr(frontend, "RECORD", local / "vendor/portal.txt")
    (tmp_path / "requirements").mkdir()
    for lock in packages.HOLDS:
        (tmp_path / "requirements" / f"{lock}.txt").write_text("# nothing\n")
    places.make_local()
    monkeypatch.setattr(packages, "_venv", _borrowed_venv)
    return tmp_path


def _borrowed_venv() -> subprocess.CompletedProcess[bytes]:
    """An environment whose Python is the one that runs this test: a real one takes seconds."""
    places.PYTHON.parent.mkdir(parents=True)
    places.PYTHON.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    places.PYTHON.chmod(0o755)
    return subprocess.CompletedProcess([], 0)


def test_a_second_installation_does_nothing(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    packages.install("develop")
    assert "Installing the Python packages" in capsys.readouterr().out
    monkeypatch.setattr(packages, "pip", lambda *_, **__: pytest.fail("pip ran again"))
    packages.install("develop")
    packages.install("local")
    (checkout / "requirements" / "local.txt").write_text("# changed\n")
    with pytest.raises(pytest.fail.Exception):
        packages.install("local")


def test_an_installation_that_stopped_half_way_starts_over(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packages.install("local")
    record = json.loads(packages.RECORD.read_text())
    packages.RECORD.write_text(json.dumps(record | {"state": "installing"}))
    stray = places.VENV / "half-written"
    stray.touch()
    packages.install("local")
    assert "stopped half-way" in capsys.readouterr().out
    assert not stray.exists()
    assert json.loads(packages.RECORD.read_text())["state"] == "ready"


def test_a_shared_environment_is_left_alone(checkout: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    places.VENV.symlink_to(shared)
    packages.install("develop")
    assert list(shared.iterdir()) == []


def test_a_package_that_cannot_be_had_is_a_sentence(checkout: Path) -> None:
    (checkout / "requirements" / "local.txt").write_text("./no-such-file.whl --hash=sha256:00\n")
    with pytest.raises(Stop, match=r"pip could not install the packages; .*pip\.log ends with:"):
        packages.install("local")


def test_a_python_without_venv_names_the_package_to_install(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = subprocess.CompletedProcess[bytes]([], 1)
    monkeypatch.setattr(packages, "_venv", lambda: failed)
    monkeypatch.setattr(system, "install", lambda *_: False)
    with pytest.raises(Stop, match=r"apt-get install python3\.\d+-venv"):
        packages.install("local")


def test_an_ordinary_user_is_told_the_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1001)
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/apt-get")
    assert not system.install(["libpango-1.0-0"], "draw PDF documents")
    line = "sudo apt-get install --no-install-recommends libpango-1.0-0"
    assert line in capsys.readouterr().err


def test_a_vendor_file_that_npm_did_not_bring_is_named(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / "package.json").write_text(json.dumps({"vendor": {"htmx.org/gone.js": "htmx.js"}}))
    monkeypatch.setattr(frontend, "_npm", lambda *_: None)
    with pytest.raises(Stop, match=r"package\.json lists htmx\.org/gone\.js"):
        frontend.install()
    assert not frontend.RECORD.exists()


def test_only_changed_catalogues_are_compiled(tmp_path: Path) -> None:
    folder = tmp_path / "sv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Course", msgstr="Utbildning"))
    catalogue.save(str(folder / "django.po"))
    assert compile_catalogues(tmp_path) == 1
    assert compile_catalogues(tmp_path) == 0
    assert polib.mofile(str(folder / "django.mo"))[0].msgstr == "Utbildning"


def test_a_letter_becomes_a_file(tmp_path: Path) -> None:
    port = free_port(0)
    office = Child(
        "mailbox", [sys.executable, "-m", "config.local.mailbox", str(port), tmp_path / "mail"],
        environment=dict(os.environ), log=tmp_path / "log",
    )  # fmt: skip
    office.start()
    try:
        assert wait_until(lambda: "Letters go to" in (tmp_path / "log").read_text(), 10)
        with smtplib.SMTP("127.0.0.1", port, timeout=5) as post:
            post.sendmail("a@example.se", ["b@example.se"], "Subject: Plats\r\n\r\nHej!\r\n")
        (letter,) = (tmp_path / "mail").glob("*.eml")
        assert letter.read_bytes().endswith(b"Hej!\r\n")
    finally:
        office.stop()


@pytest.mark.parametrize(
    ("answer", "passes", "said"),
    [
        ("not json", True, "could not be asked"),
        ('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}', True, "1 of 1 packages"),
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}', True, ""),
        (
            '{"dependencies": [{"name": "a", "version": "1", "vulns": '
            '[{"id": "CVE-1", "fix_versions": ["2"]}]}]}',
            False,
            "a 1: CVE-1, mended in 2",
        ),
    ],
)
def test_the_audit_says_what_it_could_not_judge_and_fails_on_a_known_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    answer: str, passes: bool, said: str,
) -> None:  # fmt: skip
    done = subprocess.CompletedProcess[str]([], 1, stdout=answer, stderr="service is away")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert checks._audit() is passes
    output = capsys.readouterr()
    assert said in output.out + output.err


def test_the_portal_starts_where_the_pdf_libraries_are_missing() -> None:
    program = (
        "import sys; sys.modules['weasyprint'] = None\n"  # importing it raises ImportError
        "import django; django.setup()\n"
        "import config.urls, config.network_urls, config.celery as jobs\n"
        "jobs.app.loader.import_default_modules()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=places.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
