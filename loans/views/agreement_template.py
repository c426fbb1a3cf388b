"""The network's templates of agreements: those that hold, and writing one from a day."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from loans.actions.template import keep_template
from loans.agreements.clauses import standard_of
from loans.agreements.standard import SOURCES, TITLES
from loans.agreements.template_form import TemplateForm, own_words
from loans.models import AgreementTemplate
from loans.rules import Legal
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("keep_loan_rules")
def agreement_templates(request: NetworkRequest) -> HttpResponse:
    """For each set of rules: the template that holds today, those before and those to come."""
    today = timezone.localdate()
    rows = list(AgreementTemplate.objects.order_by("-since"))
    kinds = [
        {
            "legal": legal,
            "title": TITLES[legal],
            "source": SOURCES[legal],
            "now": next((row for row in rows if row.legal == legal and _holds(row, today)), None),
            "rows": [row for row in rows if row.legal == legal],
        }
        for legal in Legal
    ]
    return render(request, "loans/agreement_template_list.html", {"kinds": kinds, "today": today})


@policy("keep_loan_rules", methods="GET POST")
def agreement_template_new(request: NetworkRequest, legal: str) -> HttpResponse:
    """Write a template from a day, with a preview of how its clauses read."""
    if legal not in Legal.values:
        raise Http404
    before = AgreementTemplate.objects.filter(legal=legal).order_by("-since").first()
    with translation.override(settings.LANGUAGE_CODE):
        initial: dict[str, Any] = {"title": str(TITLES[Legal(legal)])}
    if before is not None:
        initial = {"title": before.title, "source": before.source} | before.clauses
    form = TemplateForm(request.POST or None, legal=legal, before=initial)
    preview = None
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            preview = _preview(legal, form)
        else:
            with refusals_in(form, "since"):
                keep_template(form.template(), by=request.seat)
                messages.success(
                    request, _("The template is kept. Agreements that stand stay as they are.")
                )
                return redirect("agreement_templates")
    fields = [form[one.code] for one in standard_of(legal)]
    context = {
        "form": form,
        "fields": fields,
        "legal": Legal(legal),
        "preview": preview,
    }
    return render(request, "loans/agreement_template_form.html", context)


def _holds(row: AgreementTemplate, day: Any) -> bool:
    return bool(row.since <= day and (row.until is None or row.until >= day))


def _preview(legal: str, form: TemplateForm) -> list[dict[str, Any]]:
    """Each clause as an agreement would say it, and whether that is the network's own text."""
    own = form.clauses()
    words = own_words(legal) | own
    return [
        {"label": one.label, "words": words[one.code], "own": one.code in own}
        for one in standard_of(legal)
    ]
