"""Tables that leave the manager induction programme."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _

from induction.models import Module, Programme
from induction.progress import Progress
from network.tables import table_file


def export(
    rows: Iterable[Progress],
    modules: Sequence[Module],
    programme: Programme,
    kind: Literal["csv", "xlsx"],
    *,
    mentors: bool,
) -> HttpResponse:
    """People and modules, as the list shows them; `mentors` adds who has one."""
    head: list[Any] = [_("Name"), _("Authority"), _("Manager since"), _("State")]
    head += [module.title for module in modules] + [_("Done")]
    body: list[list[Any]] = []
    for row in rows:
        it = row.it
        line: list[Any] = [row.name, it.membership.name, it.manager_since, it.stage.label]
        line += [step.status.label for step in row.steps] + [row.done]
        body.append([*line, row.has_mentor] if mentors else line)
    if mentors:
        head.append(_("Has a mentor"))
    return table_file(programme.title, head, body, kind)
