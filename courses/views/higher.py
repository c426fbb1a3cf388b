"""From when a need is big enough for higher vocational education: the network's own measure."""

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from courses import higher_education
from courses.models import HigherEducationRule
from network.middleware import NetworkRequest
from network.models.journal import note
from network.permissions import policy


class HigherEducationForm(ModelForm):  # type: ignore[type-arg]
    """The measure: seats, authorities, and where the figures come from."""

    class Meta:
        model = HigherEducationRule
        fields = ("seats", "members", "source")


@policy("keep_campaign", methods="GET POST")
def higher_education_rule(request: NetworkRequest) -> HttpResponse:
    """Change from how many seats and authorities a need is shown as big enough."""
    rule = higher_education.rule()
    form = HigherEducationForm(request.POST or None, instance=rule)
    if request.method == "POST" and form.is_valid():
        kept = form.save()
        note("measure_higher_education", kept, seats=kept.seats, members=kept.members)
        messages.success(request, _("Kept. Candidates that reach the measure say so."))
        return redirect("needs")
    return render(request, "courses/needs/higher.html", {"form": form})
