"""The agreement on the desk of one of the two: reading, writing, saying yes, the document."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.models import Person
from mentorship.actions.agree import (
    CannotAgree,
    OtherWording,
    assent,
    is_agreed,
    newest,
    write,
)
from mentorship.models import Agreement
from mentorship.pairs.desk import Desk
from mentorship.pairs.forms import AgreementForm, usual_words
from mentorship.pairs.partner import own_person, own_role, partners
from mentorship.rules import MENTEE
from network.documents import render_pdf_bounded
from network.looks import look_of
from network.tables import download


def show_agreement(desk: Desk) -> HttpResponse:
    """The wording that holds or waits, who has said yes to it, and one's own yes."""
    pair = desk.pair
    wording = newest(pair)
    if wording is None:
        return desk.back("writing")
    person = own_person(pair, desk.seat)
    said = {one.person_id: one.at for one in wording.assents.all()}
    return desk.page(
        "mentorship/agreement.html",
        wording=wording,
        other=partners([pair], desk.seat)[pair.pk],
        own_at=said.get(person),
        other_at=next((at for who, at in said.items() if who != person), None),
        open=pair.ended_at is None,
        yes=desk.to("assent", wording.pk),
    )


def write_agreement(desk: Desk) -> HttpResponse:
    """Write the agreement, or write it otherwise; the other is asked to say yes."""
    pair, request = desk.pair, desk.request
    there = newest(pair)
    empty, first = Agreement(pair=pair), _first_words(desk, there)
    form = AgreementForm(request.POST or None, instance=empty, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            kept = write(form.save(commit=False), by=desk.seat)
        except CannotAgree:
            messages.error(
                request, _("An agreement is written when both have said yes, until the pair ends.")
            )
            return desk.back()
        if is_agreed(kept):
            messages.success(request, _("Both have said yes. You are under way."))
        else:
            messages.success(
                request, _("The agreement is saved. The other of you is asked to read it.")
            )
        return desk.back("agreement")
    return desk.page("mentorship/agreement_form.html", form=form, there=there)


def _first_words(desk: Desk, there: Agreement | None) -> dict[str, str]:
    """The newest wording; before the first one, the mentee's own goals and the usual words."""
    if there is not None:
        return {name: getattr(there, name) for name in AgreementForm.Meta.fields}
    words = usual_words()
    if own_role(desk.pair, desk.seat) == MENTEE:
        words["goals"] = desk.pair.mentee.goals
    return words


def say_yes(desk: Desk, wording: Agreement) -> HttpResponse:
    """Say yes to a wording; when both have, the pair is under way."""
    try:
        assent(wording, by=desk.seat)
    except OtherWording:
        messages.info(desk.request, _("There are newer words, or you have said yes already."))
        return desk.back("agreement")
    except CannotAgree:
        messages.error(desk.request, _("The pair has ended."))
    else:
        messages.success(desk.request, _("Both have said yes. You are under way."))
    return desk.back()


def agreement_document(desk: Desk) -> HttpResponse:
    """The agreement as a document, for the two alone; it is drawn anew and kept nowhere."""
    pair, network = desk.pair, desk.seat.network
    wording = newest(pair)
    if wording is None:
        raise Http404
    other = partners([pair], desk.seat)[pair.pk]
    own = Person.objects.get(pk=own_person(pair, desk.seat))
    own_side = {"name": own.name, "title": own.title, "authority": own.membership.name}
    other_side = {"name": other.shown_name, "title": other.title, "authority": other.authority}
    mentee_first = own_role(pair, desk.seat) == MENTEE
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
            "demo": network.example_data,
        },
        language=get_language() or "sv",
        network=look_of(network),
        created=max([wording.written_at, *said.values()]),
    )
    return download(_("Mentoring agreement"), content, "pdf")
