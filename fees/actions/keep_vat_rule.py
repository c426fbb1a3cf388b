"""VAT rules by date: the host's economist assesses in writing, a new rule ends the one before."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from fees.models import Charge, VatRule
from fees.rules import FeeKind, RuleRefused
from network.models.journal import note
from network.seat import Seat

DAY = timedelta(days=1)
SAID = (
    "relation", "category", "rate", "exemption_code", "exemption", "assessment", "assessed_by",
)  # fmt: skip


def used_until(rules: Sequence[VatRule]) -> date | None:
    """The day of the last invoice with a charge under some rules; None when there is none."""
    charges = Charge.objects.filter(vat_rule__in=rules)
    reach: date | None = charges.aggregate(last=Max("invoice__day"))["last"]
    return reach


def lay_vat_rule(said: VatRule, kinds: Sequence[str], since: date, *, by: Seat) -> list[VatRule]:
    """Let an assessment hold from a day for some kinds of fee.

    Raises RuleRefused for a day up to which invoices carry the rule before.
    """
    by.require("keep_vat_rules")
    return [_lay(said, FeeKind(kind), since) for kind in kinds]


def _lay(said: VatRule, kind: FeeKind, since: date) -> VatRule:
    same = VatRule.objects.filter(kind=kind, relation=said.relation)
    rows = list(same.select_for_update(no_key=True))
    reach = used_until(rows)
    if reach is not None and since <= reach:
        raise RuleRefused(
            _("%(kind)s: invoices follow the present rule until %(day)s. Choose a day after that.")
            % {"kind": kind.label.capitalize(), "day": reach.isoformat()}
        )
    following = min((row.since for row in rows if row.since > since), default=None)
    rule = next((row for row in rows if row.since == since), None)
    if rule is None:
        rule = VatRule(kind=kind, since=since, until=following - DAY if following else None)
        for former in rows:
            if former.since < since and (former.until is None or former.until >= since):
                rule.until = former.until
                former.until = since - DAY
                former.save(update_fields=["until"])
    for name in SAID:
        setattr(rule, name, getattr(said, name))
    rule.save()
    note(
        "lay_vat_rule", rule, kind=kind, relation=rule.relation, category=rule.category,
        rate=str(rule.rate), since=since.isoformat(), assessed_by=rule.assessed_by,
    )  # fmt: skip
    return rule


def end_vat_rule(rule: VatRule, until: date, *, by: Seat) -> VatRule:
    """Let an assessment end with nothing after it: those it covered cannot be billed then."""
    by.require("keep_vat_rules")
    it: VatRule = VatRule.objects.select_for_update(no_key=True).get(pk=rule.pk)
    reach = used_until([it])
    if until < it.since or (reach is not None and until < reach):
        raise RuleRefused(
            _("It cannot end before %(day)s.") % {"day": (reach or it.since).isoformat()}
        )
    later = VatRule.objects.filter(kind=it.kind, relation=it.relation, since__gt=it.since)
    if later.filter(since__lte=until).exists():
        raise RuleRefused(_("Another VAT rule holds in that time."))
    it.until = until
    it.save(update_fields=["until"])
    note("end_vat_rule", it, until=until.isoformat())
    return it
