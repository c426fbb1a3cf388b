"""Forms about people and their roles."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from members.models import Membership, Person, Role
from network.seat import Seat
from network.sorting import swedish_order

_MAIL_LAST = re.compile(r"<([^<>]+)>\s*\Z")


class PersonFilter(forms.Form):
    """What the list of people shows."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("all")), *Role.Kind.choices], required=False
    )

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.memberships = memberships_of(seat)
        self.fields["membership"] = MembershipChoice(
            self.memberships, label=_("Authority"), required=False, empty_label=_("all")
        )


def memberships_of(seat: Seat) -> QuerySet[Any]:
    """The members whose people the seat keeps."""
    rows: QuerySet[Any] = Membership.objects.answered_for_by(seat).select_related("authority")
    return rows.order_by("authority__name", "part")


class MembershipChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A member by its name, in Swedish order."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Somebody at a member; the manager is chosen among those one may see."""

    manager_words = forms.CharField(
        label=_("Manager"),
        required=False,
        help_text=_("Write a few letters of the name and choose. Empty when nobody is."),
    )

    class Meta:
        model = Person
        fields = ("name", "email", "title", "unit", "manager_since", "protected")
        widgets = {"manager_since": forms.DateInput()}
        help_texts = {
            "email": _("The address at work: letters go there, and one signs in with it."),
            "manager_since": _("Only for those who lead staff."),
        }

    def __init__(self, *args: Any, seat: Seat, guarded: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seat = seat
        # Who changes authority ends at one and begins at the other.
        if self.instance.pk is None:
            choice = MembershipChoice(memberships_of(seat), label=_("Authority"))
            choice.initial = self.initial.get("membership") or self._only_member()
            self.fields = {"membership": choice, **self.fields}
        if guarded:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _(
                "The network coordinator changes the address of those with a role in the network."
            )
        if self.instance.manager_id:
            manager = Person.objects.seen_by(seat).filter(pk=self.instance.manager_id).first()
            self.initial["manager_words"] = _known_as(manager) if manager else ""

    def _only_member(self) -> int | None:
        only = list(memberships_of(self.seat)[:2])
        return only[0].pk if len(only) == 1 else None

    def managers(self) -> list[str]:
        """Those who lead staff, as the type-ahead offers them."""
        rows = Person.objects.kept_by(self.seat).filter(manager_since__isnull=False)
        found = rows.exclude(pk=self.instance.pk)[:500]
        return sorted(map(_known_as, found), key=swedish_order)

    def clean_email(self) -> str:
        """Small letters, so that one address is one person."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """The manager works at the same authority."""
        data = super().clean() or {}
        if data.get("membership"):
            self.instance.membership = data["membership"]
        words = (data.get("manager_words") or "").strip()
        self.instance.manager = None
        if words and self.instance.membership_id:
            found = self._manager(words)
            if found is None:
                self.add_error(
                    "manager_words", _("Nobody at the authority fits. Choose from the list.")
                )
            else:
                self.instance.manager = found
        return data

    def _manager(self, words: str) -> Person | None:
        people = Person.objects.kept_by(self.seat).filter(membership=self.instance.membership_id)
        people = people.exclude(pk=self.instance.pk)
        mail = _MAIL_LAST.search(words)
        if mail:
            return people.filter(email__iexact=mail[1]).first()
        fits = list(people.filter(name__iexact=words)[:2])
        return fits[0] if len(fits) == 1 else None


def _known_as(person: Person) -> str:
    return f"{person.name} <{person.email}>"


class PersonEndForm(forms.Form):
    """The last day of somebody's work at the authority."""

    until = forms.DateField(label=_("Last day"), widget=forms.DateInput())

    def __init__(self, *args: Any, since: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since

    def clean_until(self) -> date:
        """Nobody ends before they began."""
        until: date = self.cleaned_data["until"]
        if self.since and until < self.since:
            raise ValidationError(_("The last day comes before the first."))
        return until


class RoleForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A role from a day; with a last day it ends by itself."""

    class Meta:
        model = Role
        fields = ("kind", "since", "until")
        widgets = {"since": forms.DateInput(), "until": forms.DateInput()}
        help_texts = {"until": _("May be empty: then it goes on until somebody ends it.")}
