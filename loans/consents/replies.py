"""The pages behind the links in mail: the manager's consent, and the yes of who was named."""

from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _

from loans.actions.consent import SETTLED, answer
from loans.actions.interest import agree, withdraw
from loans.consents import emails
from loans.consents.forms import AgreeForm, ConsentForm
from loans.consents.page import about_notice, offered
from loans.consents.parties import legal_of
from loans.consents.standing import Standing, standing_of
from loans.models import Consent, Interest
from loans.rules import LoanRefused
from network.links import Finished, Page, Settled, Shown, declare
from network.seat import Seat


def _interest(pk: int, seat: Seat, verb: str, standing: Standing) -> Interest | None:
    found: Interest | None = Interest.objects.seen_by(seat).with_standing().filter(pk=pk).first()
    if found is None or not seat.may(verb, found):
        return None
    if standing_of(found) != standing:
        raise Settled(str(SETTLED))
    return found


def _consent(request: HttpRequest, pk: int, seat: Seat) -> Shown:
    found = _interest(pk, seat, "answer_loan_interest", Standing.WAITING)
    if found is None:
        return None
    form = ConsentForm(request.POST or None, instance=Consent(interest=found))
    if request.method == "POST" and form.is_valid():
        said = form.consent()
        try:
            answer(said, by=seat)
        except LoanRefused as refused:
            raise Settled(str(refused)) from None
        return Finished(answered(found, yes=said.given), "yes" if said.given else "no")
    context = {"form": form, **consent_page(found)}
    return render(request, "loans/consent_link.html", context)


def consent_page(interest: Interest) -> dict[str, object]:
    """What the manager reads before they answer."""
    return {
        "interest": interest,
        "about": about_notice(interest.notice, interest),
        "offered": offered(interest, limited=False),
        "legal": legal_of(interest),
    }


def answered(interest: Interest, *, yes: bool) -> str:
    """What happens after the manager's answer."""
    who = {"who": interest.name}
    if yes:
        return (
            _(
                "You have agreed. %(who)s and the other authority are told by mail. You may take"
                " the consent back until both authorities have signed."
            )
            % who
        )
    return _("You have said no. %(who)s is told by mail, and nobody else.") % who


def _named(request: HttpRequest, pk: int, seat: Seat) -> Shown:
    found = _interest(pk, seat, "agree_to_loan", Standing.ASKED)
    if found is None:
        return None
    legal = legal_of(found)
    form = AgreeForm(request.POST or None, legal=legal)
    if request.method == "POST" and form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        return Finished(
            said_by_named(
                found, yes=yes, own=bool(form.cleaned_data.get("own_consent")), seat=seat
            ),
            "yes" if yes else "no",
        )
    context = {
        "form": form,
        "interest": found,
        "about": about_notice(found.notice, found),
        "legal": legal,
    }
    return render(request, "loans/named_link.html", context)


def said_by_named(interest: Interest, *, yes: bool, own: bool, seat: Seat) -> str:
    """Keep the answer of somebody whom HR named, and say what happens then."""
    try:
        if yes:
            agree(interest, own_consent=own, by=seat)
            return _("You have said yes. Now your manager is asked, and you get a letter.")
        withdraw(interest, by=seat)
    except LoanRefused as refused:
        raise Settled(str(refused)) from None
    return _("You have said no. HR of your authority is told, and nobody asks you why.")


declare(emails.CONSENT, Page(_consent, private=True))
declare(emails.NAMED, Page(_named, private=True))
