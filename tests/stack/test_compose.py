"""The deployment, without a Docker engine: its files parsed, its very commands run."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from config import start
from config.local.child import Child, free_port, wait_until
from config.local.passwords import passwords
from config.local.places import ROOT
from config.local.postgres import Postgres
from config.local.valkey import Valkey

PORTAL = ("migrate", "web", "worker", "beat")
DOT_ENV = {
    "SECRET_KEY": "a-secret-key-for-the-deployment-test-only-0123456789",
    "SITE_URL": "https://portal.example.se",
    "ALLOWED_HOSTS": "portal.example.se",
    "EMAIL_URL": "smtp://localhost:1",
    "DEFAULT_FROM_EMAIL": "portalen@example.se",
    "POSTGRES_PASSWORD": "not-used-here",
    "VALKEY_PASSWORD": "not-used-here",
    "PORTAL_OWNER_PASSWORD": "owner'pass",
    "PORTAL_APP_PASSWORD": "app-pass",
    "PORTAL_WORKER_PASSWORD": "worker-pass",
    "PORTAL_BACKUP_PASSWORD": "backup-pass",
}


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "docker-compose.yml").read_text()))


def services() -> dict[str, dict[str, Any]]:
    return dict(compose()["services"])


def filled_in(text: object) -> str:
    """A value of the compose file as Docker would read it, with .env at hand."""

    def value(match: re.Match[str]) -> str:
        name, rule, word = match["name"], match["rule"], match["word"]
        if name in DOT_ENV:
            return DOT_ENV[name]
        assert rule == ":-", f"{name} has neither a value in .env nor a default"
        return str(word)

    return re.sub(r"\$\{(?P<name>\w+)(?:(?P<rule>:[-?])(?P<word>[^}]*))?\}", value, str(text))


def instructions(name: str) -> list[str]:
    """The arguments of one kind of instruction in the Dockerfile, lines joined."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    return [line.split(maxsplit=1)[1] for line in text.splitlines() if line.startswith(f"{name} ")]


def image_environment() -> dict[str, str]:
    return dict(part.split("=", 1) for line in instructions("ENV") for part in line.split())


def command(service: str) -> list[str]:
    """What the container runs, by this machine's Python."""
    whole: list[str] = json.loads(instructions("ENTRYPOINT")[0]) + services()[service]["command"]
    assert whole[0] == "python"
    return [sys.executable, *whole[1:]]


@pytest.fixture(scope="module")
def deployed(postgres: Postgres, valkey: Valkey) -> tuple[Postgres, Valkey]:
    """An empty server, brought up by the compose file's own init script."""
    postgres.run_sql("CREATE DATABASE portal", "postgres")
    script = ROOT / "config" / "database" / "init.sh"
    environment = {name: filled_in(value) for name, value in _environment_of("postgres").items()}
    subprocess.run(
        [script],
        check=True,
        stdin=subprocess.DEVNULL,
        env=environment
        | {
            "PATH": f"{postgres.programs}:{os.environ['PATH']}",
            "PGHOST": "127.0.0.1",
            "PGPORT": str(postgres.port),
            "PGPASSWORD": passwords()["postgres"],
            "ROLES_SQL": str(ROOT / "config" / "database" / "roles.sql"),
        },
    )
    done = subprocess.run(
        command("migrate"),
        env=environment_of("migrate", postgres, valkey),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return postgres, valkey


def _environment_of(service: str) -> dict[str, str]:
    return dict(services()[service]["environment"])


def environment_of(service: str, postgres: Postgres, valkey: Valkey) -> dict[str, str]:
    """The image's and the service's environment, with this machine's addresses in it."""
    found = image_environment() | {k: filled_in(v) for k, v in _environment_of(service).items()}
    assert "@postgres:5432/" in found["DATABASE_URL"]
    found["DATABASE_URL"] = found["DATABASE_URL"].replace(
        "postgres:5432", f"127.0.0.1:{postgres.port}"
    )
    found["REDIS_URL"] = valkey.url
    found["WEB_HOST"] = "127.0.0.1"
    found["PATH"] = os.environ["PATH"]
    return found


@contextmanager
def running(
    service: str, deployed: tuple[Postgres, Valkey], folder: Path, **more: str
) -> Iterator[tuple[Child, dict[str, str]]]:
    environment = environment_of(service, *deployed) | {"HOME": str(folder)} | more
    child = Child(service, command(service), environment=environment, log=folder / f"{service}.log")
    child.start()
    try:
        yield child, environment
    finally:
        child.stop()


def healthy(service: str, environment: dict[str, str]) -> bool:
    """What the service's own health check says."""
    kind, program, *rest = services()[service]["healthcheck"]["test"]
    assert (kind, program) == ("CMD", "python")
    done = subprocess.run(
        [sys.executable, *rest], env=environment, cwd=ROOT, capture_output=True, check=False
    )
    return done.returncode == 0


def test_every_program_runs_by_its_one_definition() -> None:
    assert {name: services()[name]["command"] for name in PORTAL} == {
        name: [name] for name in PORTAL
    }
    assert set(start.commands()) == set(PORTAL)


def test_the_web_answers_through_the_composed_command(
    deployed: tuple[Postgres, Valkey], tmp_path: Path
) -> None:
    port = str(free_port(0))
    with running("web", deployed, tmp_path, WEB_PORT=port) as (child, environment):
        assert wait_until(lambda: healthy("web", environment) or not child.running, 30)
        assert child.running, (tmp_path / "web.log").read_text()
        address = f"http://127.0.0.1:{port}/accounts/login/"
        question = urllib.request.Request(
            address, headers={"Host": "portal.example.se", "X-Forwarded-Proto": "http"}
        )
        with pytest.raises(urllib.error.HTTPError) as answer:
            urllib.request.build_opener(NoRedirect).open(question)
        assert answer.value.code == 301
        assert answer.value.headers["Location"] == "https://portal.example.se/accounts/login/"
    assert not healthy("web", environment)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def test_the_web_refuses_a_role_that_sees_past_the_locks(
    deployed: tuple[Postgres, Valkey], tmp_path: Path
) -> None:
    owner = environment_of("migrate", *deployed)["DATABASE_URL"]
    with running("web", deployed, tmp_path, WEB_PORT=str(free_port(0)), DATABASE_URL=owner) as (
        _,
        environment,
    ):
        log = tmp_path / "web.log"
        assert wait_until(lambda: "serve with portal_app" in log.read_text(), 30)
        assert not healthy("web", environment)


def test_the_worker_refuses_a_role_that_sees_past_the_locks(
    deployed: tuple[Postgres, Valkey], tmp_path: Path
) -> None:
    owner = environment_of("migrate", *deployed)["DATABASE_URL"]
    with running("worker", deployed, tmp_path, DATABASE_URL=owner) as (child, _):
        assert wait_until(lambda: not child.running, 30)
        assert "serve with portal_app or portal_worker" in (tmp_path / "worker.log").read_text()


def test_the_worker_answers_a_ping_through_the_composed_command(
    deployed: tuple[Postgres, Valkey], tmp_path: Path
) -> None:
    assert not healthy("worker", environment_of("worker", *deployed))
    with running("worker", deployed, tmp_path) as (child, environment):
        assert wait_until(lambda: healthy("worker", environment) or not child.running, 60)
        assert child.running, (tmp_path / "worker.log").read_text()


def test_the_beat_ticks_through_the_composed_command(
    deployed: tuple[Postgres, Valkey], tmp_path: Path
) -> None:
    heart = str(tmp_path / "heart")
    with running("beat", deployed, tmp_path, BEAT_HEART=heart) as (child, environment):
        assert wait_until(lambda: healthy("beat", environment) or not child.running, 60)
        assert child.running, (tmp_path / "beat.log").read_text()
    os.utime(heart, (0, 0))
    assert not healthy("beat", environment)


def test_each_program_logs_in_with_the_least_role(deployed: tuple[Postgres, Valkey]) -> None:
    wanted = {
        "migrate": "portal_owner",
        "web": "portal_app",
        "worker": "portal_worker",
        "beat": "portal_worker",
    }
    for service, role in wanted.items():
        address = environment_of(service, *deployed)["DATABASE_URL"]
        with psycopg.connect(address) as connection:
            row = connection.execute(
                "SELECT current_user, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb"
                " FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
        assert row == (role, False)


def test_the_backup_role_reads_every_table_and_changes_none(
    deployed: tuple[Postgres, Valkey],
) -> None:
    postgres, _ = deployed
    address = (
        f"postgresql://portal_backup:{DOT_ENV['PORTAL_BACKUP_PASSWORD']}"
        f"@127.0.0.1:{postgres.port}/portal"
    )
    with psycopg.connect(address, autocommit=True) as connection:
        unreadable = connection.execute(
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n"
            " ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'S')"
            " AND n.nspname IN ('public', 'app')"
            " AND NOT has_table_privilege(c.oid, 'SELECT')"
        ).fetchall()
        assert unreadable == []
        connection.execute("SET default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM django_migrations")


def test_a_backup_restores_whole_into_an_empty_server(
    deployed: tuple[Postgres, Valkey], tmp_path: Path
) -> None:
    postgres, _ = deployed
    spare = Postgres(tmp_path, log=tmp_path / "log", lasting=False)
    spare.start()
    try:
        spare.furnish()
        dump, said = tmp_path / "portal.dump", []
        for server, login, program in (
            (postgres, "portal_backup", ["pg_dump", "--format", "custom", "--file", str(dump)]),
            (spare, "postgres", ["pg_restore", "--exit-on-error", str(dump)]),
        ):
            secret = DOT_ENV["PORTAL_BACKUP_PASSWORD"]
            done = subprocess.run(
                [
                    server.programs / program[0], *program[1:], "--dbname", "portal",
                    "--host", "127.0.0.1", "--port", str(server.port), "--username", login,
                ],
                env={"PGPASSWORD": passwords()["postgres"] if login == "postgres" else secret},
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            said.append((done.returncode, done.stderr))
        assert said == [(0, ""), (0, "")]
        before, after = _inventory(postgres), _inventory(spare)
        for what, there in before.items():
            assert [row for row in there if row not in after[what]] == []
            assert len(after[what]) == len(there)
    finally:
        spare.stop()
        spare.remove()


def _inventory(server: Postgres) -> dict[str, list[tuple[Any, ...]]]:
    """What a restore loses silently when it goes wrong."""
    questions = {
        "tables": "SELECT schemaname, tablename, tableowner FROM pg_tables WHERE schemaname IN"
        " ('public', 'app') ORDER BY 1, 2",
        "policies": "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies"
        " ORDER BY 1, 2",
        "indexes": "SELECT indexname, tablename FROM pg_indexes WHERE schemaname = 'public'"
        " ORDER BY 1",
        "constraints": "SELECT conname, conrelid::regclass::text, contype, convalidated"
        " FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
        "locks": "SELECT relname, relrowsecurity, relforcerowsecurity, relacl::text FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
        "migrations": "SELECT app, name FROM django_migrations ORDER BY id",
    }
    with psycopg.connect(server.url("postgres")) as connection:
        return {
            name: connection.execute(question).fetchall() for name, question in questions.items()
        }


@pytest.mark.parametrize("service", PORTAL)
def test_the_portal_runs_with_nothing_to_write_and_no_rights(service: str) -> None:
    facts = services()[service]
    assert facts["read_only"] is True
    assert facts["cap_drop"] == ["ALL"]
    assert facts["security_opt"] == ["no-new-privileges:true"]
    assert instructions("USER") == ["10001:10001"]


def test_no_password_is_written_into_the_files() -> None:
    for name, service in services().items():
        for variable, value in service.get("environment", {}).items():
            if "PASSWORD" in variable or "KEY" in variable or variable.endswith("_AUTH"):
                assert str(value).startswith("${"), f"{name}: {variable}"


def test_the_demo_never_reaches_the_image() -> None:
    assert "config/demo" in (ROOT / ".dockerignore").read_text().splitlines()
    assert image_environment()["DJANGO_SETTINGS_MODULE"] == "config.settings"
