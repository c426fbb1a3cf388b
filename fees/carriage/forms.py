"""Forms for e-invoices on their way."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fees.models import Dispatch
from fees.models.issuer import Channel
from network.forms import OnceForm
from network.sought import holding

# What stands together in one filter: somebody must look at the first.
LOOK = "look"
TO_LOOK_AT = (Dispatch.State.REJECTED, Dispatch.State.FAILED)


class DispatchFilter(forms.Form):
    """Search, filters and order of the list; all of it lives in the address."""

    ORDERS = {"since": "state_at", "number": "invoice__code", "member": "invoice__buyer_name"}

    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(
        choices=[("", _("All")), (LOOK, _("to look at")), *Dispatch.State.choices],
        required=False,
        label=_("State"),
    )
    channel = forms.ChoiceField(
        choices=[("", _("All")), *Channel.choices], required=False, label=_("Leaves by")
    )
    run = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def apply(self, seen: Any) -> Any:
        """The dispatches that fit; what cannot be understood filters nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        seen = holding(seen, chosen.get("q", ""), "invoice__code", "invoice__buyer_name")
        if chosen.get("state") == LOOK:
            seen = seen.to_look_at()
        elif chosen.get("state"):
            seen = seen.filter(state=chosen["state"])
        if chosen.get("channel"):
            seen = seen.filter(channel=chosen["channel"])
        if chosen.get("run"):
            seen = seen.filter(invoice__run=chosen["run"])
        sort = str(self.data.get("sort", ""))
        column = self.ORDERS.get(sort.lstrip("-"), "state_at")
        descending = sort.startswith("-") or sort.lstrip("-") not in self.ORDERS
        return seen.order_by(f"-{column}" if descending else column, "-pk")

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in ("q", "state", "channel", "run"))

    @property
    def words(self) -> dict[str, str]:
        """What each used filter says."""
        shown = {}
        for name in ("state", "channel"):
            if value := self.cleaned_data.get(name):
                choices = dict(self.fields[name].choices)  # type: ignore[attr-defined]
                shown[name] = str(choices[value])
        return shown


class AnswerForm(OnceForm):
    """What the access point or the buyer says, written down by hand."""

    state = forms.ChoiceField(
        label=_("What they say"),
        choices=[
            (Dispatch.State.RECEIVED, _("The buyer has received it")),
            (Dispatch.State.REJECTED, _("It was rejected")),
        ],
        widget=forms.RadioSelect,
    )
    told = forms.CharField(
        label=_("Their message"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("When it was rejected: why. It stands on the invoice's page."),
    )

    def clean(self) -> dict[str, Any]:
        """A rejection has a reason."""
        cleaned = super().clean() or {}
        if cleaned.get("state") == Dispatch.State.REJECTED and not cleaned.get("told", "").strip():
            self.add_error("told", _("Write why it was rejected."))
        return cleaned
