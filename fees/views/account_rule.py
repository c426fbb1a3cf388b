"""The accounts of a host: the rules, writing one, and beginning with examples."""

from datetime import date
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions import account_plan
from fees.actions.account_rule import remove_rule, save_rule
from fees.actions.ledger import look_ahead
from fees.ledger.accounts import Entry
from fees.ledger.forms import AccountRuleForm, HostChoice, PlanForm
from fees.ledger.needs import Missing
from fees.models import AccountRule
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in

ASKED = ("entry", "kind", "side", "category", "rate")


@policy("see_ledger")
def account_rules(request: NetworkRequest) -> HttpResponse:
    """Every rule of a host by what is entered, and what still lacks one."""
    choice = HostChoice(request.GET)
    host = choice.chosen
    today = timezone.localdate()
    order = list(Entry.values)
    rules = sorted(
        AccountRule.objects.seen_by(request.seat).filter(host=host),
        key=lambda rule: (order.index(rule.entry), rule.kind, rule.side, rule.category),
    )
    groups = [
        {
            "title": str(Entry(entry).label).capitalize(),
            "rules": [
                {"it": rule, "holds": rule.until is None or rule.until >= today} for rule in rows
            ],
        }
        for entry, rows in groupby(rules, key=lambda rule: rule.entry)
    ]
    needs = look_ahead(host, today).missing if host else []
    return render(
        request,
        "fees/account_rule_list.html",
        {
            "host": host,
            "hosts": choice,
            "groups": groups,
            "missing": [Missing(need) for need in needs],
            "examples": sum(1 for rule in rules if rule.example),
            "plans": PlanForm(),
            "keeps": request.seat.may("keep_ledger"),
        },
    )


@policy("keep_ledger", methods="POST")
def account_plan_reading(request: NetworkRequest) -> HttpResponse:
    """Begin with example accounts, to be looked through."""
    form, host = PlanForm(request.POST), HostChoice(request.GET).chosen
    if host and form.is_valid():
        plan = account_plan.Plan(form.cleaned_data["plan"])
        first_day = date(timezone.localdate().year - 1, 1, 1)
        if account_plan.read_in(plan, host, first_day):
            messages.success(
                request, _("The examples are read in. Check each against your own chart.")
            )
        else:
            messages.info(request, _("There are account rules already."))
    return redirect("account_rules")


@policy("keep_ledger", methods="GET POST")
def account_rule_new(request: NetworkRequest) -> HttpResponse:
    """Write a rule; what lacked one is filled in."""
    host = HostChoice(request.GET).chosen
    if host is None:
        messages.error(request, _("Register an issuer first: the accounts are its host's."))
        return redirect("account_rules")
    first_day = date(timezone.localdate().year, 1, 1)
    asked = {name: request.GET[name] for name in ASKED if name in request.GET}
    form = AccountRuleForm(
        request.POST or None, instance=AccountRule(host=host), initial={"since": first_day, **asked}
    )
    return _page(request, form)


@policy("keep_ledger", methods="GET POST")
def account_rule_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a rule, or let it end; saving an example says that it is right."""
    return _page(request, AccountRuleForm(request.POST or None, instance=_rule(request, pk)))


@policy("keep_ledger", methods="POST")
def account_rule_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a rule away."""
    remove_rule(_rule(request, pk))
    messages.success(request, _("The account rule is removed."))
    return redirect("account_rules")


def _rule(request: NetworkRequest, pk: int) -> AccountRule:
    found: AccountRule = get_object_or_404(AccountRule.objects.seen_by(request.seat), pk=pk)
    return found


def _page(request: NetworkRequest, form: AccountRuleForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            save_rule(form.instance)
            messages.success(request, _("The account rule is saved."))
            return redirect("account_rules")
    return render(request, "fees/account_rule_form.html", {"form": form, "it": form.instance})
