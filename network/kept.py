"""What a process keeps between requests: things worked out, and parts of pages, alike for all.

Two rules make it safe. What is kept is found by a key that holds *everything* it was made of:
values, or the stamp of the rows as the asking seat's own locks showed them; a changed row has
another stamp, so nothing kept can be old. And a kept part of a page is drawn without the
request: neither a person nor a form's secret can come into it. Where one belongs it has a hole,
which is filled each time that the part is shown.
"""

import secrets
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar, cast

from django.urls import get_script_prefix
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

T = TypeVar("T")
_lock = Lock()


# Nobody outside the process can know it, and so write a hole into a title.
_MARK = secrets.token_hex(16)


def hole(name: str) -> str:
    """What stands in a kept part until its own word is put there."""
    return f"hole-{name}-{_MARK}"


def filled(drawn: str, words: Mapping[str, Any]) -> SafeString:
    """A kept part with its holes filled, each word escaped as a template would."""
    for name, word in words.items():
        drawn = drawn.replace(hole(name), conditional_escape(word))
    return mark_safe(drawn)  # noqa: S308 - drawn by a template, its words escaped here


@dataclass(frozen=True)
class Shared:
    """What a part of a page is drawn from; the key says everything that the words hold.

    But for the holes among them: `own` has what is put there, of the person who looks.
    """

    key: Hashable
    words: Mapping[str, Any]
    own: Mapping[str, Any] = field(default_factory=dict)


class Kept:
    """A bounded store; the oldest leaves first. Each process has its own, empty at its start."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._rows: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept under a key in the language and at the address of the running page."""
        whole = (get_language(), get_script_prefix(), key)
        found = self._rows.get(whole)
        if found is None:
            found = make()
            with _lock:
                self._rows[whole] = found
                while len(self._rows) > self.size:
                    del self._rows[next(iter(self._rows))]
        return cast(T, found)

    def __len__(self) -> int:
        return len(self._rows)
