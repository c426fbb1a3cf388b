"""What the fee rules ask of the economist: members that no VAT rule covers."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.rulebook.coverage import billing_of
from network.seat import Seat
from network.start import ToDo


def rule_todos(seat: Seat) -> list[ToDo]:
    """The kinds of fee that some members cannot be billed for want of a VAT rule."""
    if not seat.may("keep_vat_rules"):
        return []
    gaps = [cell for billing in billing_of(timezone.localdate()) for cell in billing.gaps]
    if not gaps:
        return []
    kinds = list(dict.fromkeys(str(cell.kind.label) for cell in gaps))
    members = {member.pk for cell in gaps for member in cell.members or ()}
    words = ngettext(
        "Write VAT rules down: %(count)s member cannot be billed %(kinds)s",
        "Write VAT rules down: %(count)s members cannot be billed %(kinds)s",
        len(members),
    )
    first = gaps[0]
    address = reverse("vat_rule_new")
    return [
        ToDo(
            what=words % {"count": len(members), "kinds": ", ".join(kinds)},
            why=_("No VAT rule says how the host sells to them."),
            button=_("Write the rule"),
            url=f"{address}?kind={first.kind}&relation={first.relation}",
        )
    ]
