"""Make a fee simulation, suppose other facts, reckon it anew, copy it, remove it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.models import FeeModel, Issuer, Simulation, SimulationModel
from fees.rules import FeeKind
from fees.simulations.data import facts_to_data, tariff_to_data
from fees.year_facts import Worth, count_for, members_of, standing_for
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat
from network.sorting import swedish_order

MOST_CHANGES = 200


class NameTaken(Refused):
    """There is a simulation with that name."""


def frozen_facts(year: int) -> list[dict[str, Any]]:
    """The members of a year and what their fees are computed from, by name."""
    worth = Worth.read(year, host_of(year))
    rows = []
    for member in members_of(year):
        count = count_for(member, year)
        facts = worth.facts(member, count, standing_for(member, year))
        row = facts_to_data(str(member.pk), member.name, facts)
        row["counted_on"] = count.day.isoformat() if count else None
        rows.append(row)
    return sorted(rows, key=lambda row: swedish_order(row["name"]))


def host_of(year: int) -> int | None:
    """The membership that bills the membership fees of a year; the newest one where none does."""
    issuers = Issuer.objects.filter(kind=FeeKind.MEMBERSHIP)
    first = date(year, 1, 1)
    found = issuers.on(first).first() or issuers.order_by("-since").first()
    return found.membership_id if found else None


def present_model(year: int) -> FeeModel | None:
    """The adopted model of a year's first day; before it begins, the last one adopted."""
    adopted = FeeModel.objects.adopted().filter(kind=FeeKind.MEMBERSHIP)
    first = date(year, 1, 1)
    found: FeeModel | None = (
        adopted.on(first).first()
        or adopted.filter(since__lte=first).order_by("-since").first()
        or adopted.order_by("since").first()
    )
    return found


def make(simulation: Simulation, models: Sequence[FeeModel], *, by: Seat) -> Simulation:
    """Keep a simulation with today's facts and models; raises NameTaken."""
    simulation.made_by = by.user.pk
    simulation.facts = frozen_facts(simulation.year)
    _save(simulation)
    _lay_models(simulation, models)
    note("make_simulation", simulation, name=simulation.name, year=simulation.year)
    return simulation


def change(simulation: Simulation, models: Sequence[FeeModel] | None) -> Simulation:
    """Keep another name, note, total or choice of models; None leaves the models as frozen."""
    _save(simulation)
    if models is not None:
        _lay_models(simulation, models)
    note("change_simulation", simulation, name=simulation.name)
    return simulation


def _save(simulation: Simulation) -> None:
    try:
        with transaction.atomic():
            simulation.save()
    except IntegrityError:
        raise NameTaken(_("There is a simulation with that name.")) from None


def _lay_models(simulation: Simulation, models: Sequence[FeeModel]) -> None:
    simulation.schemes.all().delete()
    present = present_model(simulation.year)
    placed = [(0, present)] if present else []
    placed += list(enumerate(models, start=1))
    SimulationModel.objects.bulk_create(
        SimulationModel(
            simulation=simulation,
            model=model,
            position=position,
            name=model.name,
            adopted=model.adopted,
            tariff=tariff_to_data(model.tariff()),
        )
        for position, model in placed
    )


def suppose(simulation: Simulation, key: str, facts: Mapping[str, Any]) -> None:
    """Suppose something of a member, or that another one joins; replaces what was supposed."""
    kept = Simulation.objects.select_for_update(no_key=True).get(pk=simulation.pk)
    changes = dict(kept.changes)
    if not key:
        taken = {int(one[4:]) for one in changes if one.startswith("new-")}
        key = f"new-{max(taken, default=0) + 1}"
    changes[key] = {"key": key, **facts}
    kept.changes = changes
    kept.save(update_fields=["changes"])
    note("suppose_in_simulation", kept, member=key)


def take_away(simulation: Simulation, key: str) -> bool:
    """Take away what was supposed of a member; False when nothing was."""
    kept = Simulation.objects.select_for_update(no_key=True).get(pk=simulation.pk)
    if key not in kept.changes:
        return False
    kept.changes = {one: facts for one, facts in kept.changes.items() if one != key}
    kept.save(update_fields=["changes"])
    note("suppose_in_simulation", kept, member=key)
    return True


def reckon_anew(simulation: Simulation) -> None:
    """Take today's facts and models instead of those that were frozen; what is supposed stays."""
    simulation.facts = frozen_facts(simulation.year)
    simulation.reckoned_at = timezone.now()
    simulation.save(update_fields=["facts", "reckoned_at"])
    chosen = [one.model for one in simulation.schemes.select_related("model") if one.position]
    _lay_models(simulation, [model for model in chosen if model])
    note("reckon_simulation_anew", simulation)


def copy(simulation: Simulation, *, by: Seat) -> Simulation:
    """A simulation with the same facts, models and suppositions under another name."""
    schemes = list(simulation.schemes.all())
    twin = Simulation(
        name=_free_name(simulation.name),
        year=simulation.year,
        note=simulation.note,
        target=simulation.target,
        one_level=simulation.one_level,
        facts=simulation.facts,
        changes=simulation.changes,
        reckoned_at=simulation.reckoned_at,
        made_by=by.user.pk,
    )
    _save(twin)
    for one in schemes:
        one.pk, one.simulation = None, twin
    SimulationModel.objects.bulk_create(schemes)
    note("make_simulation", twin, name=twin.name, year=twin.year)
    return twin


def _free_name(name: str) -> str:
    taken = set(Simulation.objects.values_list("name", flat=True))
    number = 1
    while True:
        tail = _(" (copy)") if number == 1 else _(" (copy %(number)s)") % {"number": number}
        free = f"{name[: 80 - len(tail)]}{tail}"
        if free not in taken:
            return free
        number += 1


def remove(simulation: Simulation) -> None:
    """Remove a simulation; nothing is billed by one."""
    pk = simulation.pk
    simulation.delete()
    simulation.pk = pk
    note("remove_simulation", simulation, name=simulation.name)
