"""A small HTTP client that costs little itself: bytes out, a status and bytes in."""

import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

CRLF = b"\r\n"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class Visitor:
    """One connection, kept open while the server keeps it."""

    def __init__(
        self,
        port: int,
        cookies: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        self.port = port
        self.cookies = cookies or {}
        self.headers = headers or {}
        self._socket: socket.socket | None = None

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self._ask("GET", path, b"", "")

    def post(
        self, path: str, body: bytes, kind: str = "application/x-www-form-urlencoded"
    ) -> Answer:
        """Send a form, or another body of the kind told."""
        return self._ask("POST", path, body, kind)

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{self.port}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if cookies:
            lines.append(f"Cookie: {cookies}")
        if method == "POST":
            lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}",
                      f"Origin: http://localhost:{self.port}"]  # fmt: skip
        request = "\r\n".join(lines).encode() + CRLF + CRLF + body
        try:
            return self._send(request)
        except (ConnectionError, EOFError):  # the server had hung up
            self.close()
            return self._send(request)

    def _send(self, request: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        data = b""
        while CRLF + CRLF not in data:
            data += self._more()
        head, _gap, body = data.partition(CRLF + CRLF)
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _colon, value = line.partition(":")
            headers[name.lower()] = value.strip()
        parts, there, length = [body], len(body), int(headers.get("content-length", "0"))
        while there < length:
            parts.append(self._more())
            there += len(parts[-1])
        if headers.get("connection") == "close":
            self.close()
        return Answer(int(first.split()[1]), headers, b"".join(parts))

    def _more(self) -> bytes:
        assert self._socket is not None  # noqa: S101
        data = self._socket.recv(65536)
        if not data:
            raise EOFError
        return data

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
        self._socket = None


@dataclass
class Round:
    """What a crowd did: answers by status, and the seconds it took."""

    statuses: dict[int, int] = field(default_factory=dict)
    seconds: float = 0.0


def crowd(works: Sequence[Callable[[], list[int]]]) -> Round:
    """Let everybody work at once; each gives the statuses that it saw."""
    seen: list[list[int]] = [[] for _work in works]
    faults: list[BaseException] = []

    def run(place: int) -> None:
        try:
            seen[place] = works[place]()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(works))]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done = Round(seconds=time.perf_counter() - start)
    if faults:
        raise faults[0]
    for status in (status for row in seen for status in row):
        done.statuses[status] = done.statuses.get(status, 0) + 1
    return done
