"""The modules of a programme: kept, moved and taken away."""

from django.db.models import Max

from induction.models import Module, ModuleDone, Programme
from network.models.journal import note
from network.seat import Seat


class DoneBySomebody(Exception):
    """Somebody has done the module; it stays."""


def keep_module(module: Module, *, by: Seat) -> Module:
    """Keep a module; a new one comes last."""
    by.require("keep_induction")
    new = module.pk is None
    _held(module.programme_id)
    if new:
        last = Module.objects.filter(programme=module.programme_id).aggregate(n=Max("position"))
        module.position = (last["n"] or 0) + 1
    module.save()
    note("make_module" if new else "change_module", module, title=module.title)
    return module


def move_module(module: Module, *, up: bool, by: Seat) -> None:
    """Let a module change places with the one before or after; nothing at the ends."""
    by.require("keep_induction")
    _held(module.programme_id)
    rows = list(Module.objects.filter(programme=module.programme_id))
    place = [row.pk for row in rows].index(module.pk)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(rows):
        return
    one, two = rows[place], rows[other]
    one.position, two.position = two.position, one.position
    Module.objects.bulk_update([one, two], ["position"])
    note("move_module", module, title=module.title)


def remove_module(module: Module, *, by: Seat) -> None:
    """Take a module away; raises DoneBySomebody."""
    by.require("keep_induction")
    if ModuleDone.objects.filter(module=module).exists():
        raise DoneBySomebody
    note("remove_module", module, title=module.title)
    module.delete()


def _held(programme_id: int) -> None:
    """One hand at a time on the order of a programme's modules."""
    Programme.objects.select_for_update().get(pk=programme_id)
