"""A refusal is told where it was asked for, and nothing else is taken for one."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from network.refusals import Refused, refusals_in, refusals_said


class DayForm(forms.Form):
    day = forms.CharField()


def test_a_refusal_is_said_in_the_form_at_its_field_and_ends_the_act() -> None:
    form = DayForm({"day": "2026-01-01"})
    assert form.is_valid()
    done = []
    with refusals_in(form, "day"):
        done.append("begun")
        raise Refused("That day is taken.")
    assert form.errors == {"day": ["That day is taken."]}
    assert done == ["begun"]


def test_a_refusal_without_a_field_is_said_above_the_form() -> None:
    form = DayForm({"day": "x"})
    with refusals_in(form):
        raise Refused("Not now.")
    assert form.non_field_errors() == ["Not now."]


def test_a_refusal_is_said_on_the_next_page() -> None:
    request = RequestFactory().post("/")
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    with refusals_said(request):
        raise Refused("Somebody was first.")
    assert [(told.level_tag, str(told)) for told in get_messages(request)] == [
        ("error", "Somebody was first.")
    ]


def test_a_fault_is_no_refusal() -> None:
    form = DayForm({"day": "x"})
    with pytest.raises(KeyError), refusals_in(form):
        raise KeyError("gone")
    assert not form.errors
