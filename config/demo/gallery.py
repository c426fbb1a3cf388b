"""What the component sheet shows: a form with one field of each kind, and a list of many pages."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from network import charts

CHOICES = [("", "Välj"), ("managers", "Chefer"), ("staff", "Medarbetare")]
PLACES = [("here", "På plats"), ("online", "Digitalt")]


class SampleForm(forms.Form):
    """One field of each kind; its words are examples and stay Swedish."""

    ref = forms.CharField(label="Er referens", help_text="Till exempel 7714 Berg")
    seats = forms.IntegerField(label="Antal platser", widget=forms.TextInput)
    last = forms.DateField(label="Sista dag", required=False)
    price = forms.DecimalField(label="Pris", required=False)
    who = forms.ChoiceField(label="För vem?", choices=CHOICES)
    where = forms.ChoiceField(
        label="Var träffas ni helst?", choices=PLACES, widget=forms.RadioSelect
    )
    towns = forms.MultipleChoiceField(
        label="Orter",
        required=False,
        choices=[("s", "Sundsvall"), ("h", "Härnösand")],
        widget=forms.CheckboxSelectMultiple,
    )
    more = forms.CharField(label="Något mer?", required=False, widget=forms.Textarea)
    doc = forms.FileField(label="Fil", required=False, help_text="xlsx eller csv, högst 5 MB")
    ok = forms.BooleanField(label="Jag har läst reglerna", help_text="De gäller från i dag.")


def sheet(page: str | None) -> dict[str, Any]:
    """The sheet's context; three fields of the form are wrong, so that errors are seen."""
    return {
        "form": SampleForm({"ref": "7714 Berg", "seats": "tio", "last": "2027-10-08", "ok": "on"}),
        "listing": Paginator(range(128), 10).get_page(page),
        "today": date(2027, 9, 14),
        "now": timezone.now(),
        "chart": charts.bars(
            "Fler går kurs än förra året",
            [("2027", 341), ("2026", 298)],
            head="År",
            unit="Deltagare",
            alt="Stapeldiagram: deltagare 2026 och 2027.",
            language="sv",
        ),
    }
