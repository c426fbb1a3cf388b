"""What lacks an account, in words, and the address of the page that gives it one."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from fees.ledger.accounts import Entry, Need, Side
from fees.rules import Category, FeeKind
from network import wording


@dataclass(frozen=True)
class Missing:
    """A sum that no account rule covers."""

    need: Need

    @property
    def words(self) -> str:
        """What it is: income, course fee, within the State, outside VAT."""
        need = self.need
        parts = [str(Entry(need.entry).label)]
        if need.kind:
            parts.append(str(FeeKind(need.kind).label))
        parts.append(str(Side(need.side).label))
        if need.category:
            parts.append(str(Category(need.category).label))
        if need.rate:
            parts.append(f"{wording.number(need.rate)} %")
        return ", ".join(parts).capitalize()

    @property
    def address(self) -> str:
        """The page for a new rule, filled in."""
        need = self.need
        asked = {"entry": need.entry, "kind": need.kind, "side": need.side}
        asked |= {"category": need.category, "rate": f"{need.rate:f}" if need.rate else ""}
        return f"{reverse('account_rule_new')}?{urlencode({k: v for k, v in asked.items() if v})}"
