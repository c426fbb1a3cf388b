"""Where things lie on this machine; everything that set-up makes is below `.local`."""

import os
from pathlib import Path

from config.local.speech import Stop

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
VENV = LOCAL / "venv"
PYTHON = VENV / "bin" / "python"
LOGS = LOCAL / "log"
MAIL = LOCAL / "mail"
EINVOICES = LOCAL / "einvoices"
SECRETS = LOCAL / "secrets"
NPM = LOCAL / "npm"
VENDOR = LOCAL / "vendor" / "vendor"
STATIC = LOCAL / "static"


def package(name: str) -> Path:
    """The folder of an installed package in the portal's own environment."""
    found = sorted(VENV.glob(f"lib/python3*/site-packages/{name}"))
    if not found:
        raise Stop(f"The package {name} is missing in .local/venv: run make setup.")
    return found[-1]


def make_local() -> None:
    """Make `.local`, or say whose it is when it belongs to somebody else."""
    try:
        for place in (LOCAL, LOGS, MAIL, EINVOICES):
            place.mkdir(parents=True, exist_ok=True)
        MAIL.chmod(0o700)
        LOGS.chmod(0o700)
        EINVOICES.chmod(0o700)
        probe = LOGS / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Stop(
            f"{LOCAL} cannot be written by this user ({error.strerror}): run as its owner, "
            "or remove it and start again."
        ) from None


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)
