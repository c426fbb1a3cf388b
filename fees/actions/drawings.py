"""Papers drawn side by side, each by a child process, while the next invoice is issued."""

import logging
from collections import deque
from typing import Self

from django.db import InterfaceError, OperationalError

from fees.actions import paper
from network.actions.job import Run

log = logging.getLogger(__name__)

AT_ONCE = 2
# With these the database is gone, not the payer at fault: the job is taken up again later.
GONE = (OperationalError, InterfaceError)


class Drawings:
    """The papers of a job; what is left when the job stops is drawn when it goes on."""

    def __init__(self, running: Run) -> None:
        self.running = running
        self.begun: deque[paper.Begun] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        while self.begun:
            self.begun.popleft().drawing.give_up()

    def add(self, invoice_id: int) -> int:
        """Begin one more, when there is room; returns how many could not be drawn."""
        failed = 0
        while len(self.begun) >= AT_ONCE:
            failed += self._finish_one()
        try:
            self.begun.append(paper.begin(self.running, invoice_id))
        except GONE:
            raise
        except Exception:
            log.exception("The paper of invoice %s was not drawn.", invoice_id)
            failed += 1
        return failed

    def finish(self) -> int:
        """Wait for all of them; returns how many could not be drawn."""
        failed = 0
        while self.begun:
            failed += self._finish_one()
        return failed

    def _finish_one(self) -> int:
        one = self.begun.popleft()
        try:
            one.finish()
        except GONE:
            raise
        except Exception:
            log.exception("The paper of invoice %s was not drawn.", one.invoice_id)
            return 1
        return 0
