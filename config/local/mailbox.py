"""A post office that delivers nothing: every letter becomes a file. Runs in the environment.

`python -m config.local.mailbox PORT FOLDER`
"""

import signal
import sys
import time
from itertools import count
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Keep:
    """Writes each letter whole, named so that the newest sorts last."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.numbers = folder, count(1)

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{next(self.numbers):05}.eml"
        draft = self.folder / f"{name}.new"
        draft.write_bytes(envelope.original_content or b"")
        draft.replace(self.folder / name)
        return "250 Kept"


def main(port: int, folder: Path) -> None:
    """Keep letters until told to stop."""
    folder.mkdir(parents=True, exist_ok=True)
    office = Controller(Keep(folder), hostname="127.0.0.1", port=port)
    office.start()
    print(f"Letters go to {folder}.", flush=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while True:
            signal.pause()
    finally:
        office.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
