"""What happened to a fee model, an issuer or a VAT rule, in plain sentences from the journal."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fees.history import Event
from network.models import JournalEntry
from network.naming import names_of_users

LIMIT = 30
SENTENCES: Mapping[str, Any] = {
    "add_fee_model": gettext_lazy("%(who)s wrote the proposal down."),
    "change_fee_model": gettext_lazy("%(who)s changed the proposal."),
    "copy_fee_model": gettext_lazy("%(who)s copied it from another fee model."),
    "adopt_fee_model": gettext_lazy(
        "%(who)s noted that it is adopted from %(since)s: %(decision)s"
    ),
    "withdraw_fee_model": gettext_lazy("%(who)s made it a proposal again."),
    "end_fee_model": gettext_lazy("%(who)s let it end on %(until)s."),
    "lay_issuer": gettext_lazy("%(who)s registered it from %(since)s."),
    "correct_issuer": gettext_lazy("%(who)s corrected it: %(changed)s."),
    "end_issuer": gettext_lazy("%(who)s let it end on %(until)s."),
    "lay_vat_rule": gettext_lazy("%(who)s wrote the assessment down, from %(since)s."),
    "end_vat_rule": gettext_lazy("%(who)s let it end on %(until)s."),
}


def told_of(record: models.Model) -> list[Event]:
    """The latest lines about a rule, newest first; two questions."""
    about = JournalEntry.objects.about(record)[:LIMIT]
    entries = [entry for entry in about if entry.verb in SENTENCES]
    names = names_of_users(entry.user_id for entry in entries)
    return [Event(entry.at, _sentence(entry, names)) for entry in entries]


def _sentence(entry: JournalEntry, names: Mapping[int, str]) -> str:
    nobody = _("Somebody") if entry.user_id else _("The portal")
    facts = dict.fromkeys(("since", "until", "decision", "changed"), "") | entry.facts
    facts["who"] = names.get(entry.user_id or 0) or nobody
    words: str = str(SENTENCES[entry.verb]) % facts
    return words
