"""What cannot be done is refused with a sentence, told on the page or in the form that asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest


class Refused(Exception):
    """What was asked for cannot be done; the message is a sentence for the one who asked."""


class Told:
    """A part of a view that a refusal ends: the sentence is told, and the view goes on after it."""

    def __init__(self, tell: Callable[[str], object]) -> None:
        self.tell = tell

    def __enter__(self) -> None:
        """Nothing is refused yet."""

    def __exit__(self, kind: object, fault: BaseException | None, where: object) -> bool:
        """Tell a refusal; anything else is a fault and goes on as one."""
        if not isinstance(fault, Refused):
            return False
        self.tell(str(fault))
        return True


def refusals_said(request: HttpRequest) -> Told:
    """A refusal is said at the top of the next page."""
    return Told(lambda words: messages.error(request, words))


def refusals_in(form: forms.BaseForm, field: str | None = None) -> Told:
    """A refusal is said in the form, at one of its fields or above them all."""
    return Told(lambda words: form.add_error(field, words))
