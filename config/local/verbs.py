"""What one can ask of the portal on one's own machine."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable

from config.local import checks, demo, places
from config.local.setup import prepare
from config.local.speech import Stop, say
from config.local.stack import alone, at_hand, demo_stack, python, surroundings, test_stack

Verb = Callable[[], int | None]


def main(arguments: list[str]) -> int:
    """Do one verb; 0 when it went well. Every failure is a sentence."""
    if len(arguments) != 1 or arguments[0] not in VERBS:
        help_()
        return 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what we run ends with us
    try:
        return VERBS[arguments[0]]() or 0
    except Stop as stop:
        print(stop, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    except OSError as error:
        print(f"The machine refused: {error}.", file=sys.stderr)
        return 1


def help_() -> None:
    """This list."""
    say("make <verb>, where verb is\n")
    for name, verb in VERBS.items():
        say(f"  {name:<12}{(verb.__doc__ or '').splitlines()[0]}")
    say("\nPYTHON=/path/to/python3 chooses the Python; PORT=8001 the demo's port.")


def setup() -> None:
    """Install everything that the demo needs."""
    prepare("local")
    say("All is set up: make demo runs the portal.")


def run_demo() -> None:
    """Set up and run the portal with two invented networks; Ctrl-C stops it."""
    prepare("local")
    demo.run()


def reset_demo() -> None:
    """Remove the demo's data; the set-up stays."""
    demo.reset()


def run_tests() -> int:
    """Set up and run the tests; ARGS="tests/members -k merge" chooses some."""
    prepare("develop")
    chosen = shlex.split(os.environ.get("ARGS", ""))
    with alone(test_stack(), "The tests or the checks run") as stack:
        return _tool(["-m", "pytest", "-n", "2", *chosen], stack.everything())


def check() -> None:
    """Set up and run every gate: lint, types, floors, templates, settings, packages."""
    prepare("develop")
    checks.run()


def bench() -> int:
    """Set up and print the first figures: how fast, on this machine."""
    prepare("develop")
    with at_hand(demo_stack()) as stack:
        chosen = shlex.split(os.environ.get("ARGS", ""))
        return _tool(["-m", "bench", *chosen], stack.everything())


def manage() -> int:
    """Run a Django command as the tables' owner: ARGS="seed_demo"."""
    prepare("local")
    with at_hand(demo_stack()) as stack:
        chosen = shlex.split(os.environ.get("ARGS", "help"))
        return _tool(["manage.py", *chosen], stack.everything("portal_owner"))


def shell() -> int:
    """Open a Python shell as the web sees the data."""
    prepare("local")
    with at_hand(demo_stack()) as stack:
        return _tool(["manage.py", "shell"], stack.everything())


def _tool(arguments: list[str], environment: dict[str, str]) -> int:
    """Run a program in the foreground; Ctrl-C is its affair, and then ours to tidy up."""
    process = subprocess.Popen(
        python(*arguments), cwd=places.ROOT, env=surroundings() | environment
    )
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


VERBS: dict[str, Verb] = {
    "demo": run_demo,
    "demo-reset": reset_demo,
    "test": run_tests,
    "check": check,
    "bench": bench,
    "setup": setup,
    "manage": manage,
    "shell": shell,
    "help": help_,
}
