"""Numbers of a column or a chart: always the same decimals, in a language that is named."""

from decimal import ROUND_HALF_UP, Decimal

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def figure(value: Decimal | float, decimals: int = 0, *, language: str) -> str:
    """A number in groups of three, half up: 1 234,5 in Swedish, 1,234.5 in English."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}"
    if language == "sv":
        text = text.replace(",", NO_BREAK).replace(".", ",")
    return MINUS + text if rounded < 0 else text


def percent(part: Decimal | int, whole: Decimal | int, *, language: str) -> str:
    """The part of the whole in whole per cent; a dash when there is no whole."""
    if not whole:
        return "\N{EN DASH}"
    text = figure(Decimal(100) * Decimal(part) / Decimal(whole), language=language)
    return f"{text}{NO_BREAK}%" if language == "sv" else f"{text}%"
