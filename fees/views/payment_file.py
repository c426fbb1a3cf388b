"""Bank files: the list, one to look through and take in, and the accounts that they are about."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.actions import receive
from fees.actions.account import add_account, end_account
from fees.actions.example import example_file
from fees.models import BankAccount, Payment, PaymentFile
from fees.payments.file_page import looked_page, told_in_words
from fees.payments.forms import BankAccountForm, PaymentFileForm
from fees.payments.page import rows_of
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_said
from network.tables import download

PAGE = 25


@policy("see_payments")
def files(request: NetworkRequest) -> HttpResponse:
    """The bank files, newest first, with what each brought and what of it still waits."""
    found = PaymentFile.objects.seen_by(request.seat).with_sums().order_by("-read_at", "-pk")
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "fees/payment_file_list.html",
        {"page_obj": shown, "keeps": request.seat.may("keep_payments")},
    )


@policy("keep_payments", methods="GET POST")
def file_new(request: NetworkRequest) -> HttpResponse:
    """Choose a bank file; one that can be trusted is kept and looked through."""
    form = PaymentFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept = receive.keep(form.name, form.content, by=request.seat)
        if kept.taken_at:
            messages.info(request, _("That file is taken in already. Nothing happened again."))
        return redirect("payment_file", pk=kept.pk)
    return render(
        request,
        "fees/payment_file_new.html",
        {
            "form": form,
            "accounts": sorted(receive.our_accounts(timezone.localdate())),
            "example": request.network.example_data,
        },
    )


@policy("see_payments")
def file(request: NetworkRequest, pk: int) -> HttpResponse:
    """One bank file: what taking it in would do, or what it brought."""
    found = _found(request, pk)
    if found.taken_at is None:
        request.seat.require("keep_payments")
        try:
            looked = receive.look(bytes(found.content))
        except receive.FileRefused as refusal:
            facts: dict[str, Any] = {"refused": str(refusal)}
        else:
            facts = looked_page(looked)
        told = told_in_words(found.told)
        return render(
            request, "fees/payment_file_look.html", {"file": found, "told": told, **facts}
        )
    brought = Payment.objects.seen_by(request.seat).filter(file=found)
    shown = Paginator(brought.select_related("membership__authority"), PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "fees/payment_file_detail.html",
        {
            "file": found,
            "page_obj": shown,
            "rows": rows_of(shown),
            "sums": brought.sums(),
            "waiting": brought.unplaced().count(),
            "told": told_in_words(found.told),
        },
    )


@policy("keep_payments", methods="POST")
def file_reading(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a bank file in that was looked through; the second click changes nothing."""
    found = _found(request, pk)
    with refusals_said(request):
        if receive.take_in(found, by=request.seat):
            count = Payment.objects.filter(file=found).count()
            words = ngettext(
                "%(count)s payment is taken in.", "%(count)s payments are taken in.", count
            )
            messages.success(request, words % {"count": count})
        else:
            messages.info(request, _("The file is taken in already. Nothing happened again."))
    return redirect("payment_file", pk=pk)


@policy("keep_payments", methods="POST")
def file_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Throw a file away that was not taken in."""
    found = _found(request, pk)
    if found.taken_at:
        messages.error(request, _("The file is taken in, and stays. Undo its placings instead."))
        return redirect("payment_file", pk=pk)
    receive.throw_away(found)
    messages.success(request, _("The file is thrown away. Nothing of it was taken in."))
    return redirect("payment_files")


@policy("keep_payments")
def file_example(request: NetworkRequest) -> HttpResponse:
    """A made-up bank file for the open invoices, where the network only holds example data."""
    if not request.network.example_data:
        raise Http404
    content = example_file(timezone.now())
    if content is None:
        messages.info(request, _("There is no open invoice to make an example of."))
        return redirect("payment_file_new")
    return download(_("example of a bank file.txt"), content, "txt")


@policy("see_payments", methods="GET POST")
def accounts(request: NetworkRequest) -> HttpResponse:
    """The accounts that bank files may be about, and adding one."""
    keeps = request.seat.may("keep_payments")
    form = BankAccountForm(request.POST or None)
    if request.method == "POST":
        request.seat.require("keep_payments")
        if form.is_valid():
            added = add_account(form.save(commit=False))
            messages.success(request, _("%(account)s is added.") % {"account": added.number})
            return redirect("bank_accounts")
    found = BankAccount.objects.select_related("membership__authority")
    return render(
        request,
        "fees/bank_account_list.html",
        {
            "form": form,
            "accounts": found.order_by("-since", "pk"),
            "issuers": receive.issuer_accounts(),
            "keeps": keeps,
            "today": timezone.localdate(),
        },
    )


@policy("keep_payments", methods="POST")
def account_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """End an account today: files about it are refused from tomorrow."""
    found = get_object_or_404(BankAccount.objects.filter(until=None), pk=pk)
    end_account(found, timezone.localdate())
    messages.success(request, _("%(account)s is ended.") % {"account": found.number})
    return redirect("bank_accounts")


def _found(request: NetworkRequest, pk: int) -> PaymentFile:
    found: PaymentFile = get_object_or_404(PaymentFile.objects.seen_by(request.seat), pk=pk)
    return found
