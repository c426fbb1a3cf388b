"""The first wording of an agreement: what the notice and the registers know, and the template."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from loans.actions.word import save_wording
from loans.agreements.clauses import LINE_LENGTH, TEXT_LENGTH
from loans.agreements.lasting import terms_on
from loans.agreements.personal import finds_personal_number
from loans.agreements.sides import party
from loans.agreements.standard import SOURCES, TITLES, standard_words
from loans.agreements.vat import vat_words
from loans.models import AgreementTemplate, Loan, Wording
from loans.rules import CostModel, Interval, Remote, Side
from network.seat import Seat


def template_on(legal: str, day: date) -> AgreementTemplate | None:
    """The network's own template on a day."""
    found: AgreementTemplate | None = AgreementTemplate.objects.on(day).filter(legal=legal).first()
    return found


def first_wording(loan: Loan, by: Seat) -> Wording:
    """Write version 1 of a loan's agreement; later versions are written by people."""
    template = template_on(loan.legal, timezone.localdate(loan.made_at))
    content = first_content(loan, template)
    return save_wording(loan, content, base_number=0, by=by, template=template)


def first_content(loan: Loan, template: AgreementTemplate | None) -> dict[str, Any]:
    """What version 1 holds, in the portal's own language: agreements are kept in it."""
    with translation.override(settings.LANGUAGE_CODE):
        words = standard_words(loan.legal)
        title, source = str(TITLES[loan.legal]), str(SOURCES[loan.legal])
        if template is not None:
            words |= {
                code: said for code, said in template.clauses.items() if code in words and said
            }
            title, source = template.title, template.source
        return words | _known(loan) | {"legal": loan.legal, "title": title, "source": source}


def _known(loan: Loan) -> dict[str, Any]:
    notice = loan.notice
    borrower = party(loan, Side.BORROWER)
    contact = notice.party.contact if notice.party_id else ""
    parts = [
        {"starts": str(one.starts), "ends": str(one.ends), "percent": one.percent}
        for one in loan.parts.order_by("starts")
    ]
    return fixed(loan) | {
        "lender_dnr": "",
        "borrower_dnr": "",
        "purpose": _plain(notice.title, LINE_LENGTH),
        "tasks": _plain(notice.tasks, TEXT_LENGTH) or notice.title,
        "place": _plain(notice.place, LINE_LENGTH) or borrower.name,
        "remote": notice.remote or Remote.NO,
        "starts": str(loan.starts),
        "ends": str(loan.ends),
        "parts": parts
        or [{"starts": str(loan.starts), "ends": str(loan.ends), "percent": notice.percent}],
        "leader": "",
        "lender_contact": "",
        "borrower_contact": _plain(contact, LINE_LENGTH),
        "cost_model": CostModel.FULL.value,
        "share_percent": "100",
        "overhead_percent": "0",
        "interval": Interval.MONTHLY.value,
        "reference": "",
        "security_class": _plain(notice.secrecy, LINE_LENGTH),
        "notice_months": terms_on(loan.legal, loan.starts).notice_months,
    }


def fixed(loan: Loan) -> dict[str, str]:
    """What the registers say, and no form: names, organisation numbers, VAT."""
    lender, borrower = party(loan, Side.LENDER), party(loan, Side.BORROWER)
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "lender_name": lender.name,
            "lender_number": lender.number or _("not registered"),
            "borrower_name": borrower.name,
            "borrower_number": borrower.number or _("not registered"),
            "person_name": loan.name,
            "person_title": loan.title,
            "vat": vat_words(lender, borrower),
        }


def _plain(text: str, most: int) -> str:
    """A text of the notice as far as an agreement takes it."""
    return "" if finds_personal_number(text) else text.strip()[:most]
