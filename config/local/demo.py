"""The demo: every program of the portal beside each other, watched by one."""

import os
import signal
import subprocess
import time
import urllib.request
from collections import deque
from contextlib import suppress
from pathlib import Path
from types import FrameType

from config.local import places
from config.local.child import Child, free_port, wait_until
from config.local.postgres import Postgres
from config.local.speech import Stop, last_words, say
from config.local.stack import Stack, demo_stack, python, surroundings
from config.local.valkey import Valkey

MOST_DEATHS, WITHIN = 3, 60.0  # then a program is not started again


class Ended(Exception):
    """Somebody asked us to stop."""


def run() -> None:
    """Run the demo until Ctrl-C; whatever happens, stop all that was started."""
    stack = demo_stack()
    if not stack.hold():
        raise Stop(f"The demo already runs in this folder: {stack.environment()['SITE_URL']}")
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _end)
    children: list[Child] = []
    try:
        say("Starting PostgreSQL and Valkey …")
        stack.start()
        stack.web_port = _web_port(stack.web_port)
        stack.remember()
        _fill(stack)
        children = _programs(stack)
        for child in children:
            child.start()
        _wait_for_web(stack, children[1])
        _greet(stack)
        _watch(stack, children)
    except Ended:
        say("\nStopping …")
    finally:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, signal.SIG_IGN)
        _stop(children)
        stack.stop()
        stack.release()
    say(f"Everything is stopped; the data stay in {stack.postgres.home}.")


def reset() -> None:
    """Remove the demo's data, letters and e-invoices."""
    stack = demo_stack()
    if not stack.hold():
        raise Stop("The demo runs: stop it with Ctrl-C first.")
    stack.remove()
    stack.release()
    for left in (*places.MAIL.glob("*.eml"), *places.EINVOICES.glob("*.xml")):
        left.unlink()
    say("The demo's data are removed; make demo makes new ones.")


def _fill(stack: Stack) -> None:
    say("Bringing the database up to date …")
    owner = surroundings() | stack.everything("portal_owner")
    log = places.LOGS / "migrate.log"
    with log.open("w", encoding="utf-8") as out:
        seed = [["manage.py", "seed_demo"]] if (places.ROOT / "config" / "demo").exists() else []
        for command in (["-m", "config.start", "migrate"], *seed):
            done = subprocess.run(
                python(*command), cwd=places.ROOT, env=owner, stdin=subprocess.DEVNULL,
                stdout=out, stderr=subprocess.STDOUT, check=False,
            )  # fmt: skip
            if done.returncode:
                raise Stop(
                    f"The database could not be brought up to date (make demo-reset makes a new "
                    f"one); {log} ends with:{last_words(log)}"
                )


def _programs(stack: Stack) -> list[Child]:
    folder = {"EINVOICE_FOLDER": str(places.EINVOICES)}
    common = surroundings() | stack.environment() | stack.mark | folder
    worker = common | {"DATABASE_URL": stack.postgres.url("portal_worker"), "DATABASE_POOL": "2"}
    post = python("-m", "config.local.mailbox", str(stack.mail_port), places.MAIL)
    web = {"WEB_PORT": str(stack.web_port)}
    beat = {"BEAT_HEART": str(stack.home / "beat-heart")}
    return [
        _child("mailbox", post, common),
        _child("web", python("-m", "config.start", "web"), common | web),
        _child("worker", python("-m", "config.start", "worker"), worker),
        _child("beat", python("-m", "config.start", "beat"), worker | beat),
    ]


def _child(name: str, command: list[str], environment: dict[str, str]) -> Child:
    log = places.LOGS / f"{name}.log"
    log.unlink(missing_ok=True)
    return Child(name, command, environment=environment, log=log)


def _watch(stack: Stack, children: list[Child]) -> None:
    """Start again what dies by itself; end with a sentence when it keeps dying."""
    servers: list[Postgres | Valkey] = [stack.postgres, stack.valkey]
    deaths: dict[str, deque[float]] = {}
    while True:
        time.sleep(0.5)
        for server in servers:
            if not server.running:
                _count(deaths, type(server).__name__, server.log)
                server.stop()
                server.start()
        for child in children:
            if not child.running:
                _count(deaths, f"The {child.name}", child.log)
                child.stop()
                child.start()


def _count(deaths: dict[str, deque[float]], name: str, log: Path) -> None:
    times = deaths.setdefault(name, deque(maxlen=MOST_DEATHS))
    times.append(time.monotonic())
    if len(times) == MOST_DEATHS and times[-1] - times[0] < WITHIN:
        words = last_words(log)
        raise Stop(f"{name} stopped {MOST_DEATHS} times in a row; {log} ends with:{words}")
    say(f"{name} stopped by itself and is started again; see {log}.")


def _web_port(known: int) -> int:
    """PORT when it is given, else the last one, else the next free one."""
    wish = os.environ.get("PORT", "")
    if wish:
        if not wish.isdigit() or not 0 < int(wish) < 65536:
            raise Stop(f"PORT is {wish!r}: give a number, as in make demo PORT=8001.")
        if free_port(int(wish)) != int(wish):
            raise Stop(f"Port {wish} is taken: stop what uses it, or choose another PORT.")
        return int(wish)
    port = free_port(known, further=50)
    if port != known:
        say(f"Port {known} is taken: the portal uses {port}.")
    return port


def _wait_for_web(stack: Stack, web: Child) -> None:
    address = f"http://127.0.0.1:{stack.web_port}/livez"

    def answers() -> bool:
        with suppress(OSError), urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
        return False

    wait_until(lambda: answers() or not web.running, 60)
    if not web.running or not answers():
        raise Stop(f"The web does not answer; {web.log} ends with:{last_words(web.log)}")


def _greet(stack: Stack) -> None:
    environment = surroundings() | stack.everything("portal_owner")
    people = subprocess.run(
        python("manage.py", "demo_people"), cwd=places.ROOT, env=environment,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    site = stack.environment()["SITE_URL"]
    say(
        f"\nNätverksportalen runs at {site}\n\nBe any of these at {site}/demo/, no password needed:"
    )
    say(people.stdout or last_words(places.LOGS / "web.log"))
    say(f"Letters: {site}/demo/mail/ · Logs: .local/log · Stop with Ctrl-C.")


def _stop(children: list[Child]) -> None:
    for child in children:
        child.ask_to_stop()
    for child in reversed(children):
        child.stop()


def _end(sign: int, frame: FrameType | None) -> None:
    raise Ended
