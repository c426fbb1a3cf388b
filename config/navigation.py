"""What every page's frame shows: networks, menu, person, language."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The `page` variable of the layouts."""
    return {"page": {}}
