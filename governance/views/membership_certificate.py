"""The certificate of a membership, for the authority itself and the coordinator."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.membership.certificate import of_day
from governance.models import MembershipCertificate
from members.models import Membership
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_said
from network.tables import download


@policy("order_membership_certificate", methods="POST")
def membership_certificate(request: NetworkRequest, pk: int) -> HttpResponse:
    """Today's certificate in the reader's language, the same bytes each time."""
    rows = Membership.objects.seen_by(request.seat).select_related("authority")
    member: Membership = get_object_or_404(rows, pk=pk)
    request.seat.require("order_membership_certificate", MembershipCertificate(membership=member))
    language = "en" if get_language() == "en" else "sv"
    with refusals_said(request):
        made = of_day(member, language, timezone.localdate(), by=request.seat)
        name = _("Certificate of membership %(name)s %(code)s") % {
            "name": member.short_name,
            "code": made.printed_code,
        }
        return download(name, bytes(made.paper), "pdf")
    return redirect("member", pk=pk)
