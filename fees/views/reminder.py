"""What is overdue, what is reminded of, and what is given respite."""

from typing import Any, Literal

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fees.actions import remind as actions
from fees.exports import OverdueResource
from fees.models import Invoice, InvoiceRespite, ReminderStep
from fees.reminders import emails as reminder_emails
from fees.reminders.forms import OverdueFilter, RespiteForm, StepsForm, bucket_words
from fees.reminders.rules import Aged, aging
from network.charts import Chart, bars
from network.forms import OnceForm
from network.middleware import NetworkRequest
from network.money import ZERO
from network.permissions import policy
from network.wording import kr

PAGE = 25
TABLES: dict[str, Literal["csv", "xlsx"]] = {"csv": "csv", "xlsx": "xlsx"}


@policy("see_fees")
def overdue(request: NetworkRequest) -> HttpResponse:
    """What should have been paid, by age: to search, sort and take away."""
    today = timezone.localdate()
    seen = Invoice.objects.seen_by(request.seat).overdue(today)
    filters = OverdueFilter(request.GET, today=today)
    found = filters.apply(seen)
    if kind := TABLES.get(request.GET.get("format", "")):
        request.seat.require("export_invoices")
        return OverdueResource(today).respond(found, _("Overdue invoices"), kind)
    aged = aging(seen.values_list("due", "balance"), today)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    respites = InvoiceRespite.objects.on(today).filter(invoice__in=[one.pk for one in page])
    rested = {respite.invoice_id: respite for respite in respites}
    facts = {
        "page_obj": page,
        "rows": [
            {"it": one, "days": (today - one.due).days, "respite": rested.get(one.pk)}
            for one in page
        ],
        "filters": filters,
        "filtered": filters.is_used,
        "chart": _chart(aged),
        "sum": sum((one.sum for one in aged), ZERO),
        "may_remind": request.seat.may("remind_of_invoices"),
        "may_export": request.seat.may("export_invoices"),
    }
    return render(request, "fees/overdue.html", facts)


def _chart(aged: list[Aged]) -> Chart | None:
    whole = sum((one.sum for one in aged), ZERO)
    if not whole:
        return None
    late = aged[-1]
    if late.sum:
        facts = {"sum": kr(late.sum), "days": late.low - 1}
        title = _("%(sum)s has been overdue for more than %(days)s days") % facts
    else:
        title = _("Nothing has been overdue for more than %(days)s days") % {"days": late.low - 1}
    return bars(
        title,
        [(bucket_words(one.low, one.high), one.sum) for one in aged],
        head=_("Overdue since"),
        unit=_("Left to pay, SEK"),
        alt=title,
        language=get_language() or "sv",
        decimals=2,
    )


@policy("remind_of_invoices", methods="GET POST")
def reminders(request: NetworkRequest) -> HttpResponse:
    """The reminders that are due today, to look through and send."""
    today = timezone.localdate()
    if request.method == "POST":
        chosen = set(request.POST.getlist("chosen"))
        sent = actions.send(chosen, by=request.seat, today=today)
        words = ngettext("%(n)s reminder is sent.", "%(n)s reminders are sent.", sent)
        tell = messages.success if sent else messages.info
        tell(request, words % {"n": sent} if sent else _("No reminder was left to send."))
        return redirect("reminders")
    due = actions.due_on(today)
    page = Paginator(due, PAGE).get_page(request.GET.get("page"))
    facts = {
        "page_obj": page,
        "laid": ReminderStep.objects.exists(),
        "automatic": actions.is_automatic(today),
        "sum": sum((one.left for one in due), ZERO),
        "unread": sum(one.to is None for one in due),
        "form": OnceForm(),
    }
    return render(request, "fees/reminders.html", facts)


@policy("remind_of_invoices")
def reminder_letter(request: NetworkRequest, pk: int) -> HttpResponse:
    """The letter that a member would get, as it would stand today."""
    for one in actions.due_on(timezone.localdate()):
        if one.key == f"{pk}-{request.GET.get('step', 1)}" and one.to is not None:
            letter = reminder_emails.composed("preview", one.member, one.step, one.invoices, one.to)
            facts = {"due": one, "subject": letter.subject, "text": str(letter.body)}
            return render(request, "fees/reminder_letter.html", facts | {"form": OnceForm()})
    raise Http404


@policy("remind_of_invoices", methods="GET POST")
def reminder_steps(request: NetworkRequest) -> HttpResponse:
    """When the network reminds, in which tone, and whether somebody looks first."""
    steps = list(ReminderStep.objects.all())
    automatic = actions.is_automatic(timezone.localdate())
    form = StepsForm(request.POST or None, steps=steps, automatic=automatic)
    if request.method == "POST" and form.is_valid():
        actions.keep_steps(form.steps(), automatic=form.cleaned_data["automatic"], by=request.seat)
        messages.success(request, _("The reminders are saved."))
        return redirect("reminders")
    return render(request, "fees/reminder_steps.html", {"form": form, "laid": bool(steps)})


def _invoice(request: NetworkRequest, pk: int) -> Any:
    return get_object_or_404(Invoice.objects.seen_by(request.seat).filter(is_credit=False), pk=pk)


@policy("remind_of_invoices", methods="GET POST")
def invoice_respite(request: NetworkRequest, pk: int) -> HttpResponse:
    """Keep reminders of an invoice back until a day, and say why."""
    found = _invoice(request, pk)
    form = RespiteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.give_respite(found, until=said["until"], reason=said["reason"], by=request.seat)
        facts = {"number": found.code, "day": said["until"].isoformat()}
        messages.success(request, _("No reminders of invoice %(number)s until %(day)s.") % facts)
        return redirect("overdue")
    running = InvoiceRespite.objects.filter(invoice=found, ended_on=None).first()
    facts = {"form": form, "invoice": found, "respite": running}
    return render(request, "fees/invoice_respite.html", facts)


@policy("remind_of_invoices", methods="POST")
def invoice_respite_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let reminders of an invoice go again."""
    found = _invoice(request, pk)
    if actions.end_respite(found, by=request.seat):
        messages.success(request, _("The respite is ended."))
    else:
        messages.info(request, _("The invoice had no respite."))
    return redirect("overdue")
