"""The network's own competences: added, renamed, ended and offered again."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from members.models import Competence
from network.models.journal import note
from network.seat import Seat

LONGEST = 12  # characters of a code


class NameTaken(Exception):
    """Another competence of the network has the name."""


def add(competence: Competence, *, by: Seat) -> None:
    """Add a competence; its code is made of its name and never changes."""
    by.require("keep_competences")
    Competence.objects.lay_usual()
    competence.code = _free_code(competence.name)
    _save(competence)
    note("add_competence", competence, name=competence.name)


def rename(competence: Competence, *, before: str, by: Seat) -> None:
    """Give a competence another name; what was written with it reads as the new one."""
    by.require("keep_competences")
    _save(competence)
    note("rename_competence", competence, before=before, name=competence.name)


def end(competence: Competence, day: date, *, by: Seat) -> None:
    """Offer it no more from a day on; where it was chosen it is read as before."""
    by.require("keep_competences")
    competence.until = day - timedelta(days=1)
    competence.save(update_fields=["until"])
    note("end_competence", competence, name=competence.name)


def offer_again(competence: Competence, *, by: Seat) -> None:
    """Offer an ended competence again."""
    by.require("keep_competences")
    competence.until = None
    competence.save(update_fields=["until"])
    note("return_competence", competence, name=competence.name)


def _save(competence: Competence) -> None:
    try:
        with transaction.atomic():
            competence.save()
    except IntegrityError as taken:
        raise NameTaken from taken


def _free_code(name: str) -> str:
    stem = slugify(name).replace("-", "")[:LONGEST] or "tag"
    taken = set(Competence.objects.values_list("code", flat=True))
    code, number = stem, 2
    while code in taken:
        code = f"{stem[: LONGEST - len(str(number))]}{number}"
        number += 1
    return code
