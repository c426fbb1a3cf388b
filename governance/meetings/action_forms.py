"""What is asked for when an action is written down, and when it is done."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.meetings.of_body import OfBodyForm
from governance.models import ActionPoint, Holder


class ActionForm(OfBodyForm):
    """What, who and until when; who is somebody of the body, or a name."""

    field_order = ("once", "body", "what", "holder", "name", "due")
    holder = forms.ChoiceField(label=_("Who"), required=False)

    class Meta:
        model = ActionPoint
        fields = ("what", "name", "due")
        help_texts = {"name": _("Only for somebody who does not sit in the body.")}
        labels = {"name": _("Or somebody else, by name")}

    def __init__(self, *args: Any, bodies: Any, people: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(bodies)
        self.fields["name"].required = False
        holder: Any = self.fields["holder"]
        self.people = people
        holder.choices = [("", "–"), *((str(pk), name) for pk, name in people.items())]
        if self.instance.person_id:
            holder.initial = str(self.instance.person_id)
            self.initial["name"] = ""

    def clean(self) -> dict[str, Any]:
        """Somebody shall do it: one of those who sit there, or a name."""
        data = super().clean() or {}
        chosen, name = data.get("holder"), (data.get("name") or "").strip()
        if chosen:
            pk = int(chosen)
            self.instance.person_id = pk
            data["name"] = self.people[pk]
        elif name:
            self.instance.person_id = None
        else:
            self.add_error("holder", gettext("Choose who does it, or write a name."))
        return data


class DoneForm(forms.Form):
    """What came of an action."""

    done_words = forms.CharField(label=_("What came of it"), max_length=300, required=False)


def people_of(bodies: Any) -> dict[int, str]:
    """Those who sit in the bodies today and are people of the portal, by their person."""
    today = timezone.localdate()
    rows = Holder.objects.on(today).filter(mandate__body__in=bodies, person__isnull=False)
    found = {row.person_id: row.name for row in rows.order_by("name", "id")}
    return dict(sorted(found.items(), key=lambda one: one[1]))
