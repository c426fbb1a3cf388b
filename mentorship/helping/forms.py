"""Forms of the help for those without a mentor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.forms import OnceForm


class ExceptionForm(OnceForm):
    """Why a rule does not hold for one person."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea,
        help_text=_(
            "It stands in the report of the round, without a name. Write nothing private, and"
            " nothing by which the person can be known."
        ),
        error_messages={"required": _("Write why an exception is made.")},
    )
