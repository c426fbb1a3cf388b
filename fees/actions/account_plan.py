"""Example accounts to begin with: each host looks them through against its own chart."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

from fees.models import AccountRule
from members.models import Membership
from network.models.journal import note

PLANS = Path(__file__).parent.parent / "account_plans"


class Plan(models.TextChoices):
    """What may be read in: one file each in `account_plans`."""

    BAS = "bas", _("example after BAS")
    STATE = "state", _("example for a State agency")


def read_in(plan: Plan, host: Membership, since: date) -> int:
    """Add the plan's rules from a day, marked as examples; none where the host has any already."""
    if AccountRule.objects.filter(host=host).exists():
        return 0
    with (PLANS / f"{plan.value}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    rules = []
    for row in rows:
        written = row.pop("rate")
        rate = Decimal(written) if written else None
        rules.append(AccountRule(host=host, since=since, example=True, rate=rate, **row))
    made = AccountRule.objects.bulk_create(rules)
    note("read_account_plan", host, membership_id=host.pk, plan=plan.value, rules=len(made))
    return len(made)
