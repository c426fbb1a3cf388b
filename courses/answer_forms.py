"""Forms for what people answer: approvals, offered seats, and to whom a seat is handed."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.approvals import DAYS
from courses.clashes import Clash
from network.forms import OnceForm


class ApprovalForm(forms.Form):
    """Yes or no to an enrolment, and why."""

    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    reason = forms.CharField(
        label=_("Why, if you say no"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Goes to the person with the answer. Do not write about anybody's health."),
    )


class ApprovalRuleForm(forms.Form):
    """Whose yes an authority's people need for a seat."""

    manager = forms.BooleanField(
        label=_("The manager approves"),
        required=False,
        help_text=_("Where no manager is known, the local education coordinator is asked instead."),
    )
    local = forms.BooleanField(
        label=_("The local education coordinator approves"),
        required=False,
        help_text=_("Those whom the coordinator enrols are approved by that."),
    )
    days = forms.IntegerField(
        label=_("Days to answer"),
        min_value=1,
        max_value=60,
        initial=DAYS,
        help_text=_("Yet never longer than until the course begins. A reminder goes out in time."),
    )


class HandOverForm(OnceForm):
    """To whom a seat goes; a clash is asked about once it is known."""

    email = forms.EmailField(
        label=_("The colleague's mail address"),
        help_text=_("Somebody at the same authority who is in the network's register."),
    )
    anyway = forms.BooleanField(label=_("The colleague takes part anyway"), required=False)
    clashes: Sequence[Clash] = ()
