"""`make check`: every gate that needs no running portal, all of them before the verdict."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from config.local import places
from config.local.setup import NOWHERE
from config.local.speech import Stop, say, warn
from config.local.stack import Stack, alone, python, surroundings, test_stack

PRODUCTION = NOWHERE | {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-_ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "SITE_URL": "https://portal.example.se",
    "ALLOWED_HOSTS": "portal.example.se",
}


def run() -> None:
    """Run every gate; Stop names those that found something."""
    with alone(test_stack(), "The tests or the checks run") as stack:
        failed = [name for name, gate in _gates(stack) if not _passes(name, gate)]
    if failed:
        raise Stop(f"Found something: {', '.join(failed)}.")
    say("Every check passed.")


def _gates(stack: Stack) -> list[tuple[str, Callable[[], bool]]]:
    django = PRODUCTION | {
        "DATABASE_URL": stack.postgres.url("portal_app"), "REDIS_URL": stack.valkey.url,
    }  # fmt: skip
    tests = stack.everything()
    return [
        ("lint", lambda: _tool(["ruff", "check", "."])),
        ("format", lambda: _tool(["ruff", "format", "--check", "."])),
        ("floors", lambda: _tool(["lint-imports"])),
        ("templates", lambda: _tool(["djlint", "--lint", "--quiet", "templates"])),
        (
            "deployment",
            lambda: _tool(
                python("manage.py", "check", "--deploy", "--fail-level", "WARNING"), django
            ),
        ),
        (
            "migrations",
            lambda: _tool(python("manage.py", "makemigrations", "--check", "--dry-run"), django),
        ),
        ("types", lambda: _tool(["mypy", "."], tests)),
        ("vulnerabilities", _audit),
    ]


def _passes(name: str, gate: Callable[[], bool]) -> bool:
    say(f"── {name}")
    return gate()


def _tool(command: list[str], extra: dict[str, str] | None = None) -> bool:
    done = subprocess.run(
        command, cwd=places.ROOT, stdin=subprocess.DEVNULL, check=False,
        env=surroundings() | (extra or {}),
        executable=str(places.VENV / "bin" / Path(command[0]).name),
    )  # fmt: skip
    return done.returncode == 0


def _audit() -> bool:
    """Known faults in the packages; an unreachable service is said, and is not a fault."""
    lock = places.ROOT / "requirements" / "develop.txt"
    done = subprocess.run(
        [
            places.VENV / "bin" / "pip-audit", "--requirement", lock, "--require-hashes",
            "--disable-pip", "--format", "json", "--progress-spinner", "off",
            "--timeout", "10",
        ],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, env=surroundings(),
    )  # fmt: skip
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        reason = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        warn(f"the vulnerability service could not be asked, so nothing is known: {reason[:200]}")
        return True
    silent = [package["name"] for package in found if "skip_reason" in package]
    if silent:
        warn(
            f"the vulnerability service knew nothing about {len(silent)} of {len(found)} packages, "
            f"so they are not audited: {', '.join(silent[:5])} …"
        )
    faults = [
        f"{package['name']} {package['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'}"
        for package in found
        for fault in package.get("vulns", [])
    ]
    for fault in faults:
        say(f"  {fault}")
    return not faults
