"""The agreement of a pair, which nobody but the two reads."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from members.models import Person
from mentorship.actions.agree import CannotAgree, OtherWording, assent, newest, write
from mentorship.models import Agreement, Pair
from mentorship.pairs.forms import AgreementForm, usual_words
from mentorship.pairs.partner import own_person, own_role, partners
from mentorship.rules import MENTEE
from mentorship.views.pair import seen
from network.documents import render_pdf_bounded
from network.looks import look_of
from network.middleware import NetworkRequest
from network.permissions import policy
from network.tables import download


def _own(request: NetworkRequest, pk: int) -> Pair:
    """A pair that the seat is one of."""
    found = seen(request, pk)
    request.seat.require("agree_in_pair", found)
    return found


@policy("agree_in_pair")
def agreement(request: NetworkRequest, pk: int) -> HttpResponse:
    """The wording that holds or waits, who has said yes to it, and one's own yes."""
    pair = _own(request, pk)
    wording = newest(pair)
    if wording is None:
        return redirect("agreement_new", pk=pk)
    person = own_person(pair, request.seat)
    said = {one.person_id: one.at for one in wording.assents.all()}
    context = {
        "pair": pair,
        "wording": wording,
        "other": partners([pair], request.seat)[pair.pk],
        "own_at": said.get(person),
        "other_at": next((at for who, at in said.items() if who != person), None),
        "open": pair.ended_at is None,
    }
    return render(request, "mentorship/agreement.html", context)


@sensitive_post_parameters()  # type: ignore[untyped-decorator, unused-ignore]
@policy("agree_in_pair", methods="GET POST")
def agreement_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write the agreement, or write it otherwise; the other is asked to say yes."""
    pair = _own(request, pk)
    there = newest(pair)
    form = AgreementForm(
        request.POST or None, instance=Agreement(pair=pair), initial=_first_words(request, pair)
    )
    if request.method == "POST" and form.is_valid():
        try:
            write(form.save(commit=False), by=request.seat)
        except CannotAgree:
            messages.error(
                request, _("An agreement is written when both have said yes, until the pair ends.")
            )
            return redirect("pair", pk=pk)
        messages.success(
            request, _("The agreement is saved. The other of you is asked to read it.")
        )
        return redirect("agreement", pk=pk)
    context = {"pair": pair, "form": form, "there": there}
    return render(request, "mentorship/agreement_form.html", context)


def _first_words(request: NetworkRequest, pair: Pair) -> dict[str, str]:
    """The newest wording; before the first one, the mentee's own goals and the usual words."""
    there = newest(pair)
    if there is not None:
        return {name: getattr(there, name) for name in AgreementForm.Meta.fields}
    words = usual_words()
    if own_role(pair, request.seat) == MENTEE:
        words["goals"] = pair.mentee.goals
    return words


@policy("agree_in_pair", methods="POST")
def agreement_assent(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say yes to a wording; when both have, the pair is under way."""
    wording = get_object_or_404(Agreement.objects.select_related("pair__round"), pk=pk)
    request.seat.require("agree_in_pair", wording.pair)
    try:
        assent(wording, by=request.seat)
    except OtherWording:
        messages.info(request, _("There are newer words, or you have said yes already."))
        return redirect("agreement", pk=wording.pair_id)
    except CannotAgree:
        messages.error(request, _("The pair has ended."))
    else:
        messages.success(request, _("You have said yes. When both have, you are under way."))
    return redirect("pair", pk=wording.pair_id)


@policy("agree_in_pair")
def agreement_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """The agreement as a document, for the two alone; it is drawn anew and kept nowhere."""
    pair = _own(request, pk)
    wording = newest(pair)
    if wording is None:
        raise Http404
    other = partners([pair], request.seat)[pair.pk]
    own = Person.objects.get(pk=own_person(pair, request.seat))
    own_side = {"name": own.name, "title": own.title, "authority": own.membership.name}
    other_side = {"name": other.shown_name, "title": other.title, "authority": other.authority}
    mentee_first = own_role(pair, request.seat) == MENTEE
    said = {one.person_id: one.at for one in wording.assents.all()}
    content = render_pdf_bounded(
        "documents/agreement.html",
        {
            "round": pair.round,
            "wording": wording,
            "mentee": own_side if mentee_first else other_side,
            "mentor": other_side if mentee_first else own_side,
            "mentee_at": said.get(pair.mentee_person_id),
            "mentor_at": said.get(pair.mentor_person_id),
            "demo": request.network.example_data,
        },
        language=get_language() or "sv",
        network=look_of(request.network),
        created=max([wording.written_at, *said.values()]),
    )
    return download(_("Mentoring agreement"), content, "pdf")
