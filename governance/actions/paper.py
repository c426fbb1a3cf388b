"""Papers are added to a meeting or an item, in versions that keep the former ones."""

from django.db.models import Max

from governance.meetings.refusing import refused_in_words
from governance.meetings.who import name_of
from governance.models import Paper, PaperVersion
from network.models.journal import note
from network.seat import Seat
from network.uploads.paper import UploadedPaper


def add_paper(paper: Paper, file: UploadedPaper, *, by: Seat) -> Paper:
    """Add a paper with its first version."""
    by.require("add_paper", paper)
    with refused_in_words():
        paper.made_by, paper.made_by_name = by.user.pk, name_of(by)
        paper.save()
        _keep(paper, file, 1, by)
        note("add_paper", paper, sha256=file.sha256)
    return paper


def add_version(paper: Paper, file: UploadedPaper, *, by: Seat) -> int:
    """Add the next version of a paper; the same file again changes nothing. Gives its number."""
    by.require("add_paper", paper)
    newest = paper.versions.defer("content").order_by("-number").first()
    if newest is not None and newest.sha256 == file.sha256:
        return int(newest.number)
    number = (paper.versions.aggregate(most=Max("number"))["most"] or 0) + 1
    with refused_in_words():
        _keep(paper, file, number, by)
        note("add_paper_version", paper, number=number, sha256=file.sha256)
    return number


def remove_paper(paper: Paper, *, by: Seat) -> None:
    """Take a paper and its versions away, until the meeting is over; the journal keeps the sums."""
    by.require("add_paper", paper)
    sums = list(paper.versions.values_list("sha256", flat=True))
    with refused_in_words():
        note("remove_paper", paper, versions=len(sums), sha256=", ".join(sums))
        paper.delete()


def _keep(paper: Paper, file: UploadedPaper, number: int, by: Seat) -> None:
    PaperVersion.objects.create(
        paper=paper,
        number=number,
        name=file.name,
        kind=file.kind,
        size=len(file.content),
        sha256=file.sha256,
        content=file.content,
        made_by_name=name_of(by),
    )
