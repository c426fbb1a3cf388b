"""The second pair of eyes: a run is handed over to the other economists, who may send it back."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions.review import Review, look_through
from fees.actions.run import in_hand
from fees.models import InvoiceRun
from fees.problems import RunRefused
from fees.runs import emails
from members.models import Person, Role
from members.querysets import covering
from network.actions.errand import errand, send_on
from network.models.journal import note
from network.seat import Seat


@dataclass(frozen=True)
class Difference:
    """What became of one payer since the run was handed over; sums in kronor as text."""

    member: str
    before: list[str] | None
    after: list[str] | None

    @property
    def net_before(self) -> Decimal | None:
        """Amount without VAT when it was handed over; None when it was not there."""
        return Decimal(self.before[0]) if self.before else None

    @property
    def net_after(self) -> Decimal | None:
        """Amount without VAT now; None when it is not billed."""
        return Decimal(self.after[0]) if self.after else None


def hand_over(run: InvoiceRun, *, by: Seat) -> None:
    """Ask the network's other economists to approve; they get a letter after the commit."""
    run = in_hand(run)
    if not run.two_people:
        raise RunRefused(_("The host asks for no second pair of eyes: approve it yourself."))
    if run.handed_over_at is not None:
        return
    seen = look_through(run)
    if not seen.ready and not seen.inside:
        raise RunRefused(_("There is nobody to bill in this run."))
    if not others():
        raise RunRefused(
            _("Nobody else in the network is an economist. Ask the coordinator to name one.")
        )
    run.handed_over_by, run.handed_over_at = by.user.pk, timezone.now()
    run.handed_over = seen.frozen
    run.sent_back_by, run.sent_back_why = None, ""
    run.save(
        update_fields=[
            "handed_over_by", "handed_over_at", "handed_over", "sent_back_by", "sent_back_why",
        ]
    )  # fmt: skip
    note("hand_over_invoice_run", run, count=len(seen.ready), total=str(seen.total()))
    send_on(
        "fees.ask_for_approval",
        key=f"approval-{run.pk}-{run.handed_over_at:%Y%m%d%H%M%S%f}",
        run_id=run.pk,
        by=by.user.pk,
        count=len(seen.ready),
        total=str(seen.total()),
    )


def send_back(run: InvoiceRun, why: str, *, by: Seat) -> None:
    """Give the run back to the one who handed it over, with what to correct."""
    run = in_hand(run)
    if run.handed_over_at is None:
        raise RunRefused(_("The run is not handed over for approval yet."))
    to, at = run.handed_over_by, f"{run.handed_over_at:%Y%m%d%H%M%S%f}"
    run.handed_over_by, run.handed_over_at = None, None
    run.sent_back_by, run.sent_back_why = by.user.pk, why
    run.save(update_fields=["handed_over_by", "handed_over_at", "sent_back_by", "sent_back_why"])
    note("send_back_invoice_run", run, why=why)
    send_on(
        "fees.tell_sent_back",
        key=f"sent-back-{run.pk}-{at}",
        run_id=run.pk,
        to=to,
        by=by.user.pk,
        why=why,
        at=at,
    )


def others() -> int:
    """How many economists the network has besides oneself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.other_economists()")
        return int(cursor.fetchone()[0])


def differences(run: InvoiceRun, seen: Review) -> list[Difference]:
    """What changed in the list since it was handed over, in the order of the list."""
    before, after = run.handed_over, seen.frozen
    return [
        Difference((after.get(pk) or before[pk])[3], before.get(pk), after.get(pk))
        for pk in dict.fromkeys([*after, *before])
        if before.get(pk) != after.get(pk)
    ]


@errand("fees.ask_for_approval")
def ask_for_approval(run_id: int, by: int, count: int, total: str) -> None:
    """Write to every other economist of the network; nothing when the run is not waiting now."""
    run = InvoiceRun.objects.select_related("network", "issuer__membership__authority").get(
        pk=run_id
    )
    if not run.is_handed_over:
        return
    asker = _of_user(by)
    today = timezone.localdate()
    economists = Role.objects.filter(
        covering(today), kind=Role.Kind.ECONOMIST, person__user__isnull=False
    ).exclude(person__user=by)
    told = {role.person_id: role.person for role in economists.select_related("person__user")}
    for person in told.values():
        emails.approval_asked(run, person, who=asker, count=count, total=total)


@errand("fees.tell_sent_back")
def tell_sent_back(run_id: int, to: int, by: int, why: str, at: str) -> None:
    """Write to the one who handed the run over that it came back, and why."""
    run = InvoiceRun.objects.select_related("network").get(pk=run_id)
    person = Person.objects.filter(user=to).select_related("user").first()
    if person is not None:
        emails.sent_back(run, person, who=_of_user(by), why=why, at=at)


def _of_user(user_id: int) -> str:
    person = Person.objects.filter(user=user_id).first()
    return person.name if person else ""
