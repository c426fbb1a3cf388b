"""What a fee model must be scaled by to reach a total, and one level instead of several."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from fees.rules import Missing
from fees.simulations.reckoning import Subject, total_of
from fees.tariffs import Fee, Method, Tariff
from network.money import ZERO, round_kr

TURNS = 12  # looks at the total before the nearest factor is taken
DIGITS = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Even:
    """The factor that all amounts of a model are multiplied by, and the total that it then gives.

    `tariff` is the model with its amounts as that makes them.
    """

    factor: Decimal
    total: Decimal
    target: Decimal
    tariff: Tariff

    @property
    def percent(self) -> Decimal:
        """How much every amount rises, in percent; below zero where it falls."""
        return (100 * (self.factor - 1)).quantize(Decimal("0.1"))


@dataclass(frozen=True, slots=True)
class OneLevel:
    """The levels of a model merged to one that keeps the total; `level` in kronor.

    `differences` are (name, kronor) against the levels as they are, the largest gain first.
    """

    level: Decimal
    total: Decimal
    differences: tuple[tuple[str, Decimal], ...]

    @property
    def gain(self) -> int:
        """How many would pay less."""
        return sum(by < 0 for _name, by in self.differences)

    @property
    def lose(self) -> int:
        """How many would pay more."""
        return sum(by > 0 for _name, by in self.differences)


def scaled(tariff: Tariff, factor: Decimal) -> Tariff:
    """The fee model with every amount multiplied, each rounded to the öre."""

    def times(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else round_kr(amount * factor)

    return replace(
        tariff,
        steps=[replace(step, amount=round_kr(step.amount * factor)) for step in tariff.steps],
        floor=times(tariff.floor),
        ceiling=times(tariff.ceiling),
        associated=times(tariff.associated),
        base=times(tariff.base),
    )


def even_at(tariff: Tariff, subjects: Sequence[Subject], target: Decimal) -> Even | None:
    """The factor that brings a model nearest to a total; None where nobody pays anything.

    The total follows the factor but for rounding and the credit for hours, which does not rise
    with the fees: so the nearest is searched between a factor below and one above.
    """
    whole = total_of(tariff, subjects)
    if whole <= 0:
        return None
    low, low_total = Decimal(0), ZERO
    high, high_total = Decimal(0), ZERO
    factor, best = target / whole, Decimal(1)
    best_total = whole
    for _turn in range(TURNS):
        factor = factor.quantize(DIGITS)
        total = total_of(scaled(tariff, factor), subjects)
        if abs(total - target) < abs(best_total - target):
            best, best_total = factor, total
        if total == target:
            break
        if total < target:
            low, low_total = factor, total
        else:
            high, high_total = factor, total
        if not high:
            step = factor * target / total if total else factor * 2
        elif high_total == low_total:
            break
        else:
            step = low + (high - low) * (target - low_total) / (high_total - low_total)
        if abs(step - factor) < DIGITS:
            break
        factor = step
    return Even(best, best_total, target, scaled(tariff, best))


def one_level(tariff: Tariff, subjects: Sequence[Subject]) -> OneLevel | None:
    """The level that keeps the total when all pay the same; None where there is nothing to merge.

    Who has no level, or one that the model does not know, stays outside, as in every sum.
    """
    if tariff.method != Method.LEVELS or len({step.amount for step in tariff.steps}) < 2:
        return None
    paying = [one for one in subjects if isinstance(one.facts.fee(tariff), Fee)]
    if not paying:
        return None
    before = [_amount(tariff, one) for one in paying]
    total = sum(before, ZERO)
    mean = round_kr(total / len(paying))
    flat = replace(tariff, steps=[replace(step, amount=mean) for step in tariff.steps])
    reached = _level_for(flat, paying, total)
    merged = _all_at(tariff, reached)
    differences = [
        (one.name, _amount(merged, one) - was) for one, was in zip(paying, before, strict=True)
    ]
    return OneLevel(
        reached,
        sum((_amount(merged, one) for one in paying), ZERO),
        tuple(sorted(differences, key=lambda pair: (pair[1], pair[0]))),
    )


def _all_at(tariff: Tariff, level: Decimal) -> Tariff:
    return replace(tariff, steps=[replace(step, amount=level) for step in tariff.steps])


def _level_for(flat: Tariff, paying: Sequence[Subject], total: Decimal) -> Decimal:
    """The amount of one level that comes nearest to a total; the other amounts stay."""
    before, level = ZERO, flat.steps[0].amount
    reached_before = total_of(_all_at(flat, before), paying)
    nearest, least = level, None
    for _turn in range(TURNS):
        reached = total_of(_all_at(flat, level), paying)
        if least is None or abs(reached - total) < least:
            nearest, least = level, abs(reached - total)
        if not least or reached == reached_before:
            break
        following = round_kr(
            level + (total - reached) * (level - before) / (reached - reached_before)
        )
        if following in (level, before):
            break
        before, reached_before, level = level, reached, max(following, ZERO)
    return nearest


def _amount(tariff: Tariff, subject: Subject) -> Decimal:
    fee = subject.facts.fee(tariff)
    if isinstance(fee, Missing):
        raise ValueError("Only those who can be reckoned are merged.")
    return fee.amount
