"""The web process as it is started: how many browsers it takes at once."""

import os
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from config.local.child import free_port, wait_until
from config.start import commands

IDLE = 100  # connections of browsers that keep theirs open, as a dozen and more people do
ASK = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
SMALLEST = """
def application(environ, start):
    start("200 OK", [("Content-Length", "2")])
    return [b"ok"]
"""


def _asked(port: int) -> socket.socket:
    """A connection that was answered once, and stays open."""
    made = socket.create_connection(("127.0.0.1", port), timeout=10)
    made.sendall(ASK)
    assert made.recv(200).startswith(b"HTTP/1.1 200")
    return made


def _opens(port: int) -> bool:
    try:
        _asked(port).close()
    except OSError:
        return False
    return True


def test_browsers_that_only_keep_their_connections_keep_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "smallest.py").write_text(SMALLEST)
    port = free_port(8400)
    command = [
        {"8000": str(port), "config.wsgi:application": "smallest:application"}.get(part, part)
        for part in commands()["web"]
    ]
    command[0] = str(Path(sys.executable).with_name(command[0]))
    with subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": "."}) as web:
        try:
            assert wait_until(lambda: _opens(port), 20)
            with ExitStack() as stack:
                for _browser in range(IDLE):
                    stack.enter_context(_asked(port))
        finally:
            web.terminate()
