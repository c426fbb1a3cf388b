"""Which open invoices a payment may be for, best first, each with the reasons in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from fees.payments.findings import Finding
from fees.payments.matching import Item, Ledger, Money, digits_of, name_of

MOST = 6
ENOUGH = 3  # points
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An invoice that the payment may be for; `amount` is what fits of it, in kronor."""

    item: Item
    amount: Decimal
    points: int
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """Why it is suggested, as one sentence."""
        text = "; ".join(self.reasons)
        return text[:1].upper() + text[1:] + "."


def suggest(money: Money, ledger: Ledger, named: Iterable[int] = ()) -> list[Suggestion]:
    """The likeliest open invoices; what the payment names counts most, then payer and amount."""
    payer = ledger.payer(money)
    names = {pk: name for name, pk in ledger.by_name.items()}
    said = set(named)
    found = []
    for item in ledger.items:
        if item.is_credit or not item.balance:
            continue
        points, reasons = _weigh(
            money, item, payer, names.get(item.membership, ""), item.pk in said
        )
        if points >= ENOUGH:
            amount = min(money.amount, item.balance)
            found.append(Suggestion(item, amount, points, tuple(reasons)))
    return sorted(found, key=lambda one: (-one.points, one.item.pk))[:MOST]


def _weigh(
    money: Money, item: Item, payer: int | None, name: str, said: bool
) -> tuple[int, list[str]]:
    points, reasons = 0, []
    if said:
        points += 6
        reasons.append(_("the payment names it"))
    if is_near(digits_of(money.reference), digits_of(item.reference)):
        points += 5
        reasons.append(_("one digit differs in the payment reference"))
    if item.balance == money.amount:
        points += 3
        reasons.append(_("it is on the same amount"))
    if payer is not None and item.membership == payer:
        points += 3
        reasons.append(_("it is the payer’s"))
    elif name and alike(money.payer_name, name):
        points += 2
        reasons.append(_("the payer is called something alike"))
    return points, reasons


def is_near(one: str, other: str) -> bool:
    """Whether two numbers differ by one digit, one too many or few, or two that changed places."""
    if one == other or min(len(one), len(other)) < SHORTEST:
        return False
    if len(one) == len(other):
        places = [place for place in range(len(one)) if one[place] != other[place]]
        if len(places) == 1:
            return True
        if len(places) != 2 or places[1] != places[0] + 1:
            return False
        a, b = places
        return one[a] == other[b] and one[b] == other[a]
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def alike(one: str, other: str) -> bool:
    """Whether two names share a word that says something."""
    shared = set(name_of(one).split()) & set(name_of(other).split())
    return any(len(word) > SHORTEST for word in shared)


def why(finding: str) -> str:
    """Why a payment waits for somebody, as a sentence."""
    return {
        Finding.FULL: _("Something that it was placed on is undone."),
        Finding.PART: _("Something that it was placed on is undone."),
        Finding.OVER: _("More came than is owed; what is over waits."),
        Finding.DOUBLE: _("The invoice is paid already."),
        Finding.CLOSED: _("The invoice is credited or written off."),
        Finding.SEVERAL: _("It can be understood in several ways."),
        Finding.UNKNOWN: _("No invoice has that reference, and payer and amount do not tell."),
        Finding.TWIN: _("The same day, amount and reference came in a file of another format."),
    }.get(Finding(finding) if finding else Finding.UNKNOWN, "")
