"""What else came of a job than its one file: the room that ran it says where the rest is fetched.

A job keeps one document. A report has its workbook beside the paper, so its room declares how to
find it, and the job's page links both.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from network.models import Job
from network.seat import Seat


@dataclass(frozen=True)
class More:
    """Another file of the same job: its name and where it is fetched."""

    name: str
    address: str


Find = Callable[[Job, Seat], Sequence[More]]
_found: dict[str, Find] = {}


def declare_more(job: str, find: Find) -> None:
    """Declare how the other files of a kind of job are found; each has one room."""
    if job in _found:
        raise ValueError(f"The other files of {job!r} are declared already.")
    _found[job] = find


def more_of(job: Job, seat: Seat) -> Sequence[More]:
    """The other files of a job that is done, those that the seat may fetch."""
    if job.state != Job.State.DONE or job.name not in _found:
        return ()
    return _found[job.name](job, seat)
