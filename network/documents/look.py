"""What a document takes from its network: a name and three lightnesses of one hue."""

import re
import textwrap
from dataclasses import dataclass
from typing import Literal

COLOUR = re.compile(r"#[0-9a-f]{6}")
WORDMARK_WIDTH = 24  # characters of 8.5 pt semibold on the 38 mm of the rail


@dataclass(frozen=True)
class NetworkLook:
    """A network's name and colours (`#rrggbb`), dark to light; ValueError for other colours.

    accent carries words and bars (10:1 on white), accent_2 a second series (3:1), accent_3 fills.
    reply_to is the address that answers letters, empty where nobody does.
    """

    name: str
    accent: str = "#2f3680"
    accent_2: str = "#838bcf"
    accent_3: str = "#dfe2f4"
    reply_to: str = ""

    def __post_init__(self) -> None:
        for colour in (self.accent, self.accent_2, self.accent_3):
            if not COLOUR.fullmatch(colour):
                raise ValueError(f"{colour!r} is not a colour written #rrggbb")

    @property
    def lines(self) -> list[str]:
        """The wordmark, broken where it fits the rail."""
        return textwrap.wrap(self.name, WORDMARK_WIDTH) or [""]

    @property
    def running(self) -> str:
        """The wordmark in the head of the pages that follow."""
        return "\n".join(self.lines)


PORTAL = NetworkLook("Nätverksportalen")


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF, such as the e-invoice that the page is a readable copy of."""

    name: str
    content: bytes
    description: str
    relationship: Literal["Source", "Data", "Alternative", "Supplement"] = "Data"
