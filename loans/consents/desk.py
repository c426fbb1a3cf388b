"""What somebody may do with a notice on the board: be interested, or be told why not."""

from datetime import date

from django.utils.translation import gettext as _

from loans.consents.parties import legal_between, refuse_own
from loans.models import Interest, Notice
from loans.rules import Legal, LoanRefused, NoticeKind
from members.models import Membership, Person
from network.seat import Seat


class Desk:
    """A seat before a notice."""

    def __init__(self, seat: Seat, notice: Notice, today: date) -> None:
        self.notice = notice
        self.person: Person = Person.objects.get(pk=seat.person_id)
        rows = Interest.objects.of(seat).filter(notice=notice, withdrawn_at=None)
        self.sent: Interest | None = rows.first()
        self.legal: Legal = Legal.STATE
        self.why_not = self._why_not(today)

    def _why_not(self, today: date) -> str:
        if self.notice.kind == NoticeKind.IDLE:
            return _("This is an offer of staff. HR of the authority that would borrow answers it.")
        if not self.notice.is_open(today):
            return _("The notice does not take any more answers.")
        own = Membership.objects.select_related("authority__legal_person")
        lender: Membership = own.get(pk=self.person.membership_id)
        try:
            refuse_own(lender, self.notice.owner)
            self.legal = legal_between(lender, self.notice.owner)
        except LoanRefused as refused:
            return str(refused)
        return ""

    def blank(self) -> Interest:
        """An interest of the person, not written yet."""
        return Interest(
            notice=self.notice, person=self.person, membership_id=self.person.membership_id
        )
