"""Forms that name somebody: holders of mandates, officers, guests and proposals."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.models import Body, Guest, Holder, HolderProposal, Mandate, Office
from governance.rules import Duty, Rank
from members.models import Membership, Person
from network.forms import OnceForm
from network.sorting import swedish_key

MAIL_LAST = re.compile(r"<([^<>]+)>\s*\Z")
MOST_OFFERED = 500
BY_NAME = _("Somebody who is not in the register")


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody at an authority, by name and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.title}" if obj.title else str(obj.name)


def people_of(membership_id: int | None) -> Any:
    """Those who work at an authority today and may stand on lists; nobody of no authority."""
    rows = Person.objects.on(timezone.localdate()).filter(protected=False)
    return rows.filter(membership=membership_id).order_by(swedish_key("name"), "pk")


class NamedForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """Somebody of the register, else by name, post and mail address."""

    person = PersonChoice(
        Person._base_manager.none(), label=_("Person"), required=False, empty_label=BY_NAME
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    title = forms.CharField(label=_("Post"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("Mail"),
        required=False,
        help_text=_("Only the body's coordinators and its members see it."),
    )

    def clean(self) -> dict[str, Any]:
        """A person, or a name; name, post and mail of the register are the register's."""
        said = super().clean() or {}
        person = said.get("person")
        if person is not None:
            said |= {"name": person.name, "title": person.title, "email": person.email}
        elif not said.get("name"):
            self.add_error("name", gettext("Choose a person, or write a name."))
        return said


class HolderForm(NamedForm):
    """Who holds a mandate, as what, and on which days."""

    class Meta:
        model = Holder
        fields = ("person", "name", "title", "rank", "since", "until")
        widgets = {"rank": forms.RadioSelect}
        help_texts = {
            "since": _("The member who is there leaves the day before."),
            "until": _("Empty until somebody replaces the person."),
        }

    field_order = ("person", "name", "title", "email", "rank", "since", "until")

    def __init__(self, *args: Any, mandate: Mandate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["person"].queryset = people_of(mandate.membership_id)
        fields["rank"].choices = [(key, capfirst(str(words))) for key, words in Rank.choices]
        self.initial["since"] = self.initial.get("since") or max(
            mandate.since, timezone.localdate()
        )
        self.instance.mandate = mandate


class ProposalForm(HolderForm):
    """Whom an authority proposes for its mandate."""

    class Meta(HolderForm.Meta):
        model = HolderProposal  # type: ignore[assignment]
        fields = ("person", "name", "title", "email", "rank", "since", "until")  # type: ignore[assignment]
        help_texts = {
            "since": _("The coordinator appoints, and may choose another day."),
            "until": _("Empty until somebody replaces the person."),
        }


class OfficeForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """An office for somebody who sits in the body, or for an authority."""

    person = PersonChoice(
        Person._base_manager.none(),
        label=_("Person"),
        required=False,
        empty_label=_("None: an authority's turn"),
        help_text=_("Those who sit in the body and are in the register."),
    )
    membership = forms.ModelChoiceField(
        Membership._base_manager.none(),
        label=_("Authority"),
        required=False,
        empty_label=_("None: a person's office"),
        help_text=_("For a host, whose turn is the authority's."),
    )

    class Meta:
        model = Office
        fields = ("duty", "person", "membership", "since", "until")

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        today = timezone.localdate()
        fields["duty"].choices = [(key, capfirst(str(words))) for key, words in Duty.choices]
        sit = Holder.objects.on(today).filter(mandate__body=body).values("person")
        people = Person.objects.on(today).filter(pk__in=sit, protected=False)
        fields["person"].queryset = people.order_by(swedish_key("name"), "pk")
        there = body.mandates.on(today).values("membership")
        members = Membership.objects.filter(pk__in=there).select_related("authority")
        fields["membership"].queryset = members.order_by("authority__name", "part")
        self.initial["since"] = self.initial.get("since") or today
        self.instance.body = body

    def clean(self) -> dict[str, Any]:
        """One of the two; only a person calls meetings and writes minutes."""
        said = super().clean() or {}
        person, member = said.get("person"), said.get("membership")
        if bool(person) == bool(member):
            self.add_error("person", gettext("Choose a person or an authority."))
        self.instance.name = next((one.name for one in (person, member) if one), "")
        return said


class GuestForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A standing guest: somebody of the network, else of another organisation by name and mail."""

    who = forms.CharField(
        label=_("Somebody of the network"),
        max_length=300,
        required=False,
        help_text=_("Write a few letters of the name and choose. Reads in the portal."),
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("Mail"), required=False, help_text=_("Only the coordinators see it.")
    )

    class Meta:
        model = Guest
        fields = ("name", "title", "organisation", "since", "until")
        help_texts = {"until": _("The door closes after that day by itself.")}

    field_order = ("who", "name", "title", "organisation", "email", "since", "until")

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = Person.objects.on(timezone.localdate()).filter(protected=False)
        self.initial["since"] = self.initial.get("since") or max(body.since, timezone.localdate())
        self.instance.body = body

    def choices(self) -> list[str]:
        """Those of the network, as the type-ahead offers them."""
        rows = self.people.order_by(swedish_key("name"), "pk")[:MOST_OFFERED]
        return [f"{one.name} <{one.email}>" for one in rows]

    def clean(self) -> dict[str, Any]:
        """Somebody of the register, else a name and where letters reach them."""
        said = super().clean() or {}
        if words := said.get("who"):
            there = MAIL_LAST.search(words)
            rows = self.people.filter(email__iexact=there[1] if there else words)
            person = rows.select_related("membership__authority").order_by("pk").first()
            if person is None:
                self.add_error("who", gettext("Nobody in the network has that address."))
                return said
            self.instance.person = person
            said |= {"name": person.name, "title": person.title, "email": person.email}
            said["organisation"] = person.membership.name
        elif not said.get("name"):
            self.add_error("name", gettext("Choose a person, or write a name."))
        elif not said.get("email") and "email" not in self.errors:
            self.add_error(
                "email", gettext("Without an account, mail is all that reaches a guest.")
            )
        return said


class AnswerForm(OnceForm):
    """Yes or no to what an authority proposed."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[("yes", _("Appoint")), ("no", _("Decline"))],
        widget=forms.RadioSelect,
        initial="yes",
    )
    since = forms.DateField(label=_("From"), widget=forms.DateInput(), required=False)
    why = forms.CharField(
        label=_("Why not"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Goes to those who proposed."),
    )

    def clean(self) -> dict[str, Any]:
        """A yes has a day, and a no a reason."""
        said = super().clean() or {}
        if said.get("answer") == "yes" and not said.get("since") and "since" not in self.errors:
            self.add_error("since", gettext("Say from which day."))
        if said.get("answer") == "no" and not said.get("why"):
            self.add_error("why", gettext("Write why, so that it can be put right."))
        return said
