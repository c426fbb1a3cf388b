"""The same document, drawn in a child process with bounds on memory and time."""

import gc
import os
import pickle
import resource
import selectors
import signal
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NotRequired, TypedDict, Unpack

from network.documents.look import Attachment, NetworkLook
from network.documents.problems import (
    DocumentProblem,
    DocumentsUnavailable,
    DocumentTooLarge,
    DocumentTooSlow,
)

MEMORY = 1024**3  # bytes beyond what the process already holds
CPU = 30  # seconds
WALL = 60  # seconds


class Drawing:
    """A document that a child process is drawing; it is waited for, or given up, once."""

    def __init__(self, child: int, inlet: int, *, wall: float, cpu: int) -> None:
        self.child, self.inlet = child, inlet
        self.wall, self.cpu = wall, cpu
        self.deadline = time.monotonic() + wall

    def result(self) -> bytes:
        """The PDF; raises what kept it from being drawn."""
        try:
            answer = _read(self.inlet, self.deadline)
        finally:
            status = self._end()
        if answer is None or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
            raise DocumentTooSlow(f"more than {self.wall} s, or {self.cpu} s of processor")
        if not answer:
            raise DocumentTooLarge("the drawing process ran out of memory")
        try:
            result = pickle.loads(answer)  # noqa: S301 (our own child wrote it)
        except (EOFError, pickle.UnpicklingError) as cut:
            raise DocumentTooLarge("the drawing process stopped while it answered") from cut
        if isinstance(result, DocumentProblem):
            raise result
        return bytes(result)

    def give_up(self) -> None:
        """Stop drawing; nobody wants the document any more."""
        self._end()

    def _end(self) -> int:
        os.close(self.inlet)
        with suppress(ProcessLookupError):
            os.kill(self.child, signal.SIGKILL)
        return os.waitpid(self.child, 0)[1]


class How(TypedDict):
    """How a document is drawn, and its bounds: `wall` and `cpu` in seconds, `memory` in bytes."""

    language: str
    network: NetworkLook | None
    created: datetime
    attachments: NotRequired[Sequence[Attachment]]
    wall: NotRequired[float]
    cpu: NotRequired[int]
    memory: NotRequired[int]


def render_pdf_bounded(template: str, context: Mapping[str, Any], **how: Unpack[How]) -> bytes:
    """As render_pdf, and DocumentTooLarge or DocumentTooSlow when a bound is met."""
    return begin_pdf_bounded(template, context, **how).result()


def begin_pdf_bounded(template: str, context: Mapping[str, Any], **how: Unpack[How]) -> Drawing:
    """Begin to draw, and go on with something else meanwhile.

    The template is filled in here, inside the caller's scope; the child only draws, and never
    touches the database connections that it inherits.
    """
    try:
        from network.documents import render  # noqa: PLC0415 - loads Pango, which may be missing
    except OSError as missing:
        raise DocumentsUnavailable(str(missing)) from missing
    network, created = how["network"], how["created"]
    page = render.compose_page(
        template, context, language=how["language"], network=network, created=created
    )
    render.prepare()
    cpu = how.get("cpu", CPU)
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inlet)
        _draw_and_leave(
            outlet,
            how.get("memory", MEMORY),
            cpu,
            page,
            network=network,
            attachments=how.get("attachments", ()),
            created=created,
        )
    os.close(outlet)
    return Drawing(child, inlet, wall=how.get("wall", WALL), cpu=cpu)


def _draw_and_leave(outlet: int, memory: int, cpu: int, page: str, **rest: Any) -> None:
    """Draw, write the result into the pipe and end at once, without the parent's clean-up."""
    from network.documents.render import draw  # noqa: PLC0415 - loaded by the parent

    try:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, signal.SIG_DFL)
        gc.freeze()  # what the parent made is never looked through for garbage, nor copied for it
        gc.set_threshold(200_000)  # it ends after one document: looking for garbage costs more
        held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            result: bytes | DocumentProblem = draw(page, **rest)
        except DocumentProblem as problem:
            result = problem
        except (MemoryError, SystemError):  # C code answers want of memory with either
            result = DocumentTooLarge("memory")
        except Exception as fault:
            result = DocumentProblem(f"{type(fault).__name__}: {fault}")
        with os.fdopen(outlet, "wb") as pipe:
            pickle.dump(result, pipe)
    finally:
        os._exit(0)


def _read(inlet: int, deadline: float) -> bytes | None:
    """All that the child writes; None when it has not finished by the deadline."""
    parts: list[bytes] = []
    with selectors.DefaultSelector() as waiting:
        waiting.register(inlet, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not waiting.select(left):
                return None
            part = os.read(inlet, 1 << 16)
            if not part:
                return b"".join(parts)
            parts.append(part)
