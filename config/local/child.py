"""Processes that the portal starts and stops: nothing outlives the one that started it."""

import ctypes
import os
import pwd
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

from config.local import places

MARK = "NATVERKSPORTALEN_STACK"  # in the environment of every child: whose it is
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Child:
    """One program that runs beside us, with its own process group and log."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        environment: Mapping[str, str],
        log: Path,
        stop_with: signal.Signals = signal.SIGTERM,
        user: pwd.struct_passwd | None = None,
        patience: float = 15,
    ) -> None:
        self.name, self.command, self.environment, self.log = name, command, environment, log
        self.stop_with, self.user, self.patience = stop_with, user, patience
        self.process: subprocess.Popen[bytes] | None = None
        self._asked = False

    def start(self) -> None:
        """Start it; the kernel ends it should we be killed."""
        self._asked = False
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command, cwd=places.ROOT if self.user is None else "/",
                env=dict(self.environment), stdin=subprocess.DEVNULL, stdout=out,
                stderr=subprocess.STDOUT, start_new_session=True,
                preexec_fn=_die_with_parent(self.stop_with), **as_user(self.user),
            )  # fmt: skip

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Ask it to end, once: a second signal would cut its work short."""
        if self.process is not None and self.running and not self._asked:
            self._asked = True
            self.process.send_signal(self.stop_with)

    def stop(self) -> None:
        """Ask it to end, then end it together with all that it started."""
        if self.process is None:
            return
        self.ask_to_stop()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(self.patience)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


class AsUser(TypedDict, total=False):
    """The arguments with which subprocess runs something as another user."""

    user: int
    group: int
    extra_groups: list[int]


def as_user(user: pwd.struct_passwd | None) -> AsUser:
    """For subprocess: that user and no other group; nothing when it is ourselves."""
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def sweep(mark: str) -> int:
    """End what an earlier, killed run left behind under the same mark; how many that were."""
    wanted = f"{MARK}={mark}".encode()
    for patience, sign in ((5.0, signal.SIGTERM), (2.0, signal.SIGKILL)):
        left = list(_marked(wanted))
        if not left:
            return 0
        for pid in left:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, sign)
        if wait_until(lambda: not any(_marked(wanted)), patience):
            return len(left)
    return 0


def _marked(wanted: bytes) -> Iterator[int]:
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if wanted in (entry / "environ").read_bytes().split(b"\0") and alive(int(entry.name)):
                yield int(entry.name)


def alive(pid: int) -> bool:
    """True for a process that runs; a dead one that nobody has collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    with suppress(OSError):
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return True


def free_port(wish: int, *, further: int = 0) -> int:
    """The wished port on the loopback, or one of the next, or any free one; 0 wishes nothing."""
    for port in [*range(wish, wish + further + 1), 0]:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
    raise AssertionError("no free port on the loopback")


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    """Ask until it is so, at most for some seconds; whether it is."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def _die_with_parent(sign: signal.Signals) -> Callable[[], None]:
    parent = os.getpid()

    def prepare() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return prepare
