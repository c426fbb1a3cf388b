"""Personal identity numbers in running text: an agreement holds none (dataskyddslagen 3 kap. 10 §).

What looks like one is refused; organisation numbers never do, since their third digit is at least
two. Ten digits in a row count only with a right check digit, as many telephone numbers do not.
"""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum import luhn

_LIKE = re.compile(
    r"(?<![\d-])(?:\d{2})?(\d{2})(\d{2})(\d{2})\s?([-+\u2010-\u2015\u2212 ]?)\s?(\d{4})(?![\d-])"
)
TO_COORDINATION = 60  # what a coordination number adds to the day


def finds_personal_number(text: str) -> bool:
    """Whether something in a text looks like a personal identity or coordination number."""
    return any(_is_one(*found.groups()) for found in _LIKE.finditer(text))


def _is_one(year: str, month: str, day: str, between: str, last: str) -> bool:
    number = int(day) - TO_COORDINATION if int(day) > TO_COORDINATION else int(day)
    try:
        date(2000, int(month), number)  # a leap year: 29 February may be right
    except ValueError:
        return False
    return bool(between.strip()) or luhn.is_valid(f"{year}{month}{day}{last}")


def refuse_personal_number(text: str) -> str:
    """The text; raises ValidationError for one that holds a personal identity number."""
    if finds_personal_number(text):
        raise ValidationError(
            _(
                "This looks like a personal identity number. Take it away: name and title are "
                "enough. If it is a telephone number, write it as 070-123 45 67."
            ),
            code="personal",
        )
    return text
