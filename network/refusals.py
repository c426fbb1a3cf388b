"""What cannot be done is refused with a sentence, told on the page or in the form that asked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import Error, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

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


def constraint_of(error: Error) -> str:
    """The name of the constraint that the database held against something; "" of other errors."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


@contextmanager
def constraints_in_words(
    sentences: Mapping[str, object], refusal: type[Refused] = Refused
) -> Iterator[None]:
    """A part of an action that is done whole, or not at all and refused with a sentence.

    `sentences` are by the constraint's name. What they do not name stays a fault.
    """
    try:
        with transaction.atomic():
            yield
    except Error as error:
        broken = constraint_of(error)
        if broken not in sentences:
            raise
        raise refusal(str(sentences[broken])) from error
