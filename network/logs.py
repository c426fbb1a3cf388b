"""What log lines may not hold."""

import logging
import re

SECRET = re.compile(
    r"(/(?:reply/[a-z0-9-]+(?:/wishes)?|calendar/[a-z]{2}|guests)/)[A-Za-z0-9_-]{16,}"
)


class WithoutSecrets(logging.Filter):
    """No log line holds the secret part of a link in mail or of a calendar's address."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        cleared = SECRET.sub(r"\1…", message)
        if cleared != message:
            record.msg, record.args = cleared, ()
        return True
