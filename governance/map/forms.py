"""Forms of the network map."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.bodies.forms import members_on
from governance.map.rules import CircleKind
from governance.models import Circle, CircleMember, Cluster
from members.models import Membership
from network.forms import OnceForm
from network.seat import Seat

ALL = ("", _("all"))
NONE = "none"


class MapFilter(forms.Form):
    """Search, kind, cluster and member; all live in the address."""

    q = forms.CharField(required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("What it is"), required=False, choices=[ALL, *CircleKind.choices]
    )
    cluster = forms.ChoiceField(label=_("Competence cluster"), required=False)
    member = forms.ChoiceField(label=_("Member"), required=False)

    def __init__(self, *args: Any, clusters: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["cluster"]).choices = [
            ALL,
            *((str(row.pk), row.in_words) for row in clusters),
            (NONE, _("no cluster")),
        ]
        cast("forms.ChoiceField", self.fields["member"]).choices = [
            ALL,
            *((str(row.pk), row.name) for row in members),
        ]

    def words_of(self, name: str) -> str:
        """What a filter is set to, as its chip says it."""
        if not self.is_valid() or not self.cleaned_data.get(name):
            return ""
        field = cast("forms.ChoiceField", self.fields[name])
        return str(dict(cast("Any", field.choices)).get(self.cleaned_data[name], ""))


class CircleForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A network, a group or a contact path."""

    cluster = forms.ModelChoiceField(
        Cluster._base_manager.none(),
        label=_("Competence cluster"),
        required=False,
        empty_label=_("no cluster"),
    )
    link = forms.URLField(label=_("Where it is read about"), required=False, assume_scheme="https")

    class Meta:
        model = Circle
        fields = ("name", "kind", "purpose", "cluster", "since", "until", "link")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clusters: Any = self.fields["cluster"]
        clusters.queryset = Cluster.objects.all()
        self.initial["since"] = self.initial.get("since") or timezone.localdate()


class CircleMemberForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A member in a circle, and through whom."""

    membership = forms.ModelChoiceField(Membership._base_manager.none(), label=_("Member"))

    class Meta:
        model = CircleMember
        fields = ("membership", "contact", "role", "since")
        help_texts = {"contact": _("Read by everyone in the network.")}

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = members_on(timezone.localdate())
        chosen: Any = self.fields["membership"]
        whole = seat.scope.whole
        chosen.queryset = rows if whole else rows.filter(pk__in=seat.scope.memberships)
        self.initial["since"] = self.initial.get("since") or timezone.localdate()
        if self.instance.pk:
            del self.fields["membership"]


class ClusterForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A competence cluster."""

    class Meta:
        model = Cluster
        fields = ("name", "name_en", "position")
