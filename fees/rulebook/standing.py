"""Whether a dated rule holds, comes, has ended or is only proposed."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fees.models import FeeModel
from fees.tariffs import Method
from members.models import Standing

KINDS = {"holds": "now", "coming": "notice", "former": "off", "proposal": ""}


def state_of(since: date, until: date | None, today: date) -> str:
    """Holds, coming or former on a day."""
    if since > today:
        return "coming"
    return "former" if until is not None and until < today else "holds"


def standing_of(rule: Any, today: date) -> dict[str, str]:
    """State, its words and how its mark looks."""
    state = state_of(rule.since, rule.until, today)
    if isinstance(rule, FeeModel) and not rule.adopted:
        state = "proposal"
    words = {
        "holds": _("holds"),
        "coming": _("from %(day)s") % {"day": rule.since.isoformat()},
        "former": _("ended"),
        "proposal": _("proposal"),
    }
    return {"state": state, "state_words": words[state], "state_kind": KINDS[state]}


def levels_without_amount(model: FeeModel) -> list[str]:
    """Levels that members have today and the model has no amount for."""
    if model.method != Method.LEVELS:
        return []
    there = {step.level for step in model.steps.all()}
    today = timezone.localdate()
    held = Standing.objects.exclude(level="").exclude(until__lt=today)
    return sorted(set(held.values_list("level", flat=True)) - there)
