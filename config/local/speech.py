"""What the terminal says: plain sentences, and one that ends the run."""

import sys
from pathlib import Path


class Stop(Exception):
    """Ends the run with a sentence that says what is wrong and what to do."""


def say(sentence: str) -> None:
    """Print a sentence at once, also into a pipe."""
    print(sentence, flush=True)


def warn(sentence: str) -> None:
    """Print a sentence about something that is missing, and go on."""
    print(f"Note: {sentence}", file=sys.stderr, flush=True)


def last_words(log: Path, lines: int = 6) -> str:
    """The end of a log, indented, for a sentence that points to it."""
    if not log.exists():
        return ""
    text = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return "".join(f"\n    {line}" for line in text[-lines:])
