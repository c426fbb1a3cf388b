"""Who bills what from which day: a new row from a day, the one before ends the day before."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from fees.models import Invoice, Issuer
from fees.rules import FeeKind, RuleRefused
from network.models.journal import note
from network.seat import Seat

DAY = timedelta(days=1)
# What a row says of the host, beside the kind and the days that it holds for.
PARTICULARS = (
    "membership", "bankgiro", "plusgiro", "ocr_level", "ocr_length", "series", "address",
    "postal_code", "city", "endpoint_scheme", "endpoint", "f_tax", "channel",
    "access_point_email", "email", "our_reference", "registry", "registry_pattern",
    "archive_years", "archive_decision", "text", "two_people", "bills_itself",
)  # fmt: skip


def invoiced_until(issuers: Sequence[Issuer]) -> date | None:
    """The day of the last invoice of some issuers; None when there is none."""
    reach: date | None = Invoice.objects.filter(issuer__in=issuers).aggregate(last=Max("day"))[
        "last"
    ]
    return reach


def lay_issuer(said: Issuer, kinds: Sequence[str], since: date, *, by: Seat) -> list[Issuer]:
    """Let a host bill some kinds of fee from a day, one row a kind.

    Raises RuleRefused for a day that is invoiced already, and for a series whose OCR numbers
    would meet those of another.
    """
    by.require("keep_issuers")
    try:
        with transaction.atomic():
            return [_lay(said, FeeKind(kind), since) for kind in kinds]
    except IntegrityError as fault:
        if "OCR" in str(fault):
            raise RuleRefused(
                _(
                    "The host has another series with the same digits, so two invoices could get"
                    " the same OCR number. Give this one a prefix with other digits, such as 2."
                )
            ) from None
        raise


def _lay(said: Issuer, kind: FeeKind, since: date) -> Issuer:
    rows = list(_beside(kind, said.membership_id).select_for_update(no_key=True))
    reach = invoiced_until(rows)
    if reach is not None and since <= reach:
        raise RuleRefused(
            _("%(kind)s: invoices are issued until %(day)s. Choose a day after that.")
            % {"kind": kind.label.capitalize(), "day": reach.isoformat()}
        )
    there: Issuer | None = next((row for row in rows if row.since == since), None)
    if there is not None:
        changed = _take(there, said)
        there.save()
        note("correct_issuer", there, changed=", ".join(changed))
        return there
    following = min((row.since for row in rows if row.since > since), default=None)
    fresh = Issuer(kind=kind, since=since, until=following - DAY if following else None)
    for former in rows:
        if former.since < since and (former.until is None or former.until >= since):
            fresh.until = former.until
            former.until = since - DAY
            former.save(update_fields=["until"])
    _take(fresh, said)
    fresh.save(force_insert=True)
    note("lay_issuer", fresh, kind=kind, since=since.isoformat(), host=fresh.membership_id)
    return fresh


def _beside(kind: FeeKind, membership_id: int) -> QuerySet[Issuer]:
    """The rows that one from a day follows on: of the kind, or of that lender of staff."""
    rows: QuerySet[Issuer] = Issuer.objects.filter(kind=kind)
    return rows.filter(membership=membership_id) if kind == FeeKind.STAFF_LOAN else rows


def particulars() -> list[Any]:
    """The columns that say what a host is like."""
    return [Issuer._meta.get_field(name) for name in PARTICULARS]


def _take(row: Issuer, said: Issuer) -> list[str]:
    """Take over what was said; answers the names of what changed."""
    changed = []
    for field in particulars():
        if getattr(row, field.attname, None) != getattr(said, field.attname):
            changed.append(str(field.verbose_name))
            setattr(row, field.attname, getattr(said, field.attname))
    return changed


def end_issuer(issuer: Issuer, until: date, *, by: Seat) -> Issuer:
    """Let a host stop billing a kind of fee; nobody bills it after that day."""
    by.require("keep_issuers")
    it: Issuer = Issuer.objects.select_for_update(no_key=True).get(pk=issuer.pk)
    reach = invoiced_until([it])
    if until < it.since or (reach is not None and until < reach):
        raise RuleRefused(
            _("It cannot end before %(day)s.") % {"day": (reach or it.since).isoformat()}
        )
    it.until = until
    try:
        with transaction.atomic():
            it.save(update_fields=["until"])
    except IntegrityError:
        raise RuleRefused(_("Another host bills that kind of fee in that time.")) from None
    note("end_issuer", it, until=until.isoformat())
    return it
