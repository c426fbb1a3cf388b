"""Small drawings of the roof's pages."""

from django import template

register = template.Library()

WIDTH, HEIGHT, PAD = 200, 48, 6


@register.simple_tag
def spark(values: list[float], others: list[float]) -> str:
    """The points of a sparkline over twelve months, on one scale with its companion."""
    if not values:
        return ""
    top = max([*values, *others, 1])
    low = min([*values, *others, 0])
    span = (top - low) or 1
    step = WIDTH / 11
    return " ".join(
        f"{index * step:.1f},{HEIGHT - PAD - (value - low) / span * (HEIGHT - 2 * PAD):.1f}"
        for index, value in enumerate(values)
    )
