"""Addresses of what other parts of governance show about a body, where they are there."""

from django.urls import NoReverseMatch, reverse

from governance.models import Body


def meetings_address(body: Body) -> str:
    """The body's meetings and open items."""
    try:
        return reverse("body_meetings", args=[body.pk])
    except NoReverseMatch:
        return ""
