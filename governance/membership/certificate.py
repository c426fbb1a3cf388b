"""A certificate of membership: one a day and language, the same bytes for ever, with a code."""

from datetime import date

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from governance.models import MembershipCertificate
from members.models import Membership, Standing
from network.addresses import portal_path
from network.codes import new_code
from network.documents import render_pdf_bounded
from network.looks import look_of
from network.models.journal import note
from network.qr import qr_svg
from network.refusals import Refused
from network.seat import Seat

TEMPLATE = "documents/membership_certificate.html"


def of_day(member: Membership, language: str, day: date, *, by: Seat) -> MembershipCertificate:
    """The certificate of a day, made when there is none; raises Refused for who is no member."""
    by.require("order_membership_certificate", MembershipCertificate(membership=member))
    kept = MembershipCertificate.objects.filter(membership=member, language=language, day=day)
    if (there := kept.first()) is not None:
        found: MembershipCertificate = there
        return found
    row = Membership.objects.on(day).with_standing(day).filter(pk=member.pk).first()
    if row is None or not row.kind:
        raise Refused(_("The authority is not a member today, so there is nothing to certify."))
    with translation.override(language):
        level = _("level %(level)s") % {"level": row.level} if row.level else ""
        standing = ", ".join(part for part in (str(Standing.Kind(row.kind).label), level) if part)
    made = MembershipCertificate(
        membership=member,
        code=new_code(),
        language=language,
        name=member.name,
        standing=standing.capitalize(),
        since=member.since,
        day=day,
        issued_at=timezone.now().replace(microsecond=0),
        issued_by=by.user.pk,
    )
    made.paper = drawn(made)
    MembershipCertificate.objects.bulk_create([made], ignore_conflicts=True)
    note("issue_membership_certificate", member, membership_id=member.pk)
    kept_now: MembershipCertificate = kept.get()
    return kept_now


def drawn(certificate: MembershipCertificate) -> bytes:
    """The paper, PDF/UA-1 and PDF/A-3a."""
    address = settings.SITE_URL + portal_path("certificate_check", code=certificate.code)
    return render_pdf_bounded(
        TEMPLATE,
        {
            "certificate": certificate,
            "address": address,
            "qr": qr_svg(address, address, 96),
            "demo": certificate.network.example_data,
        },
        language=certificate.language,
        network=look_of(certificate.network),
        created=certificate.issued_at,
    )
