"""How a host enters what it sells: accounts, counterparties, table layouts."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fees.actions.ledger import LedgerRefused
from fees.models import AccountRule, Counterparty, LedgerLayout
from members.models import Membership
from network.models.journal import note


def save_rule(rule: AccountRule) -> None:
    """Keep a rule that somebody at the host has written or looked at."""
    rule.example = False
    try:
        with transaction.atomic():
            rule.save()
    except IntegrityError:
        raise LedgerRefused(_("Another account rule holds for the same in that time.")) from None
    note(
        "keep_account_rule",
        rule,
        membership_id=rule.host_id,
        entry=rule.entry,
        account=rule.account,
        since=rule.since.isoformat(),
    )


def remove_rule(rule: AccountRule) -> None:
    """Take a rule away; what is entered by it stays entered."""
    note(
        "remove_account_rule",
        rule,
        membership_id=rule.host_id,
        entry=rule.entry,
        account=rule.account,
    )
    rule.delete()


def give_code(host: Membership, member: Membership, code: str, since: date) -> None:
    """Let a member have a counterparty code at a host from a day on; an empty one ends the last."""
    rows = Counterparty.objects.filter(host=host, membership=member)
    rows.filter(since__gte=since).delete()
    rows.filter(until=None).update(until=since - timedelta(days=1))
    rows.filter(until__gte=since).update(until=since - timedelta(days=1))
    if code:
        Counterparty.objects.create(host=host, membership=member, code=code, since=since)
    note(
        "keep_counterparty",
        member,
        membership_id=member.pk,
        host=host.pk,
        code=code,
        since=since.isoformat(),
    )


def save_layout(layout: LedgerLayout) -> None:
    """Keep a table layout; files that are made stay as they are."""
    try:
        with transaction.atomic():
            layout.save()
    except IntegrityError:
        raise LedgerRefused(_("Another layout has that name.")) from None
    note("keep_ledger_layout", layout, name=layout.name)


def remove_layout(layout: LedgerLayout) -> None:
    """Take a table layout away; files that are made stay as they are."""
    note("remove_ledger_layout", layout, name=layout.name)
    layout.delete()
