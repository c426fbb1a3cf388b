"""Long lists of names are applied by the worker, in one transaction like short ones."""

from django.utils.translation import gettext as _

from courses.actions.enrol_many import Overtaken
from courses.actions.names import AlreadyApplied, apply
from courses.models import NameList
from network.actions.job import JobRefused, Run, job, start
from network.models import Job, Network, User
from network.seat import Seat

JOB = "courses.enrol_names"
BY_JOB = 200  # rows; shorter lists are applied at once


def order(names: NameList, *, by: Seat) -> Job:
    """Have a long list applied; ordered twice it is the same job."""
    return start(JOB, key=str(names.pk), by=by, total=len(names.rows), names=names.pk)


@job(JOB)
def enrol_names(run: Run) -> None:
    """Apply a list as the one who ordered it; what was applied before stays as it is."""
    total = 0
    try:
        with run.step() as granted:
            user = User.objects.get(pk=run.user_id)
            seat = Seat(user, Network.objects.get(pk=run.network_id), granted)
            total = len(NameList.objects.seen_by(seat).get(pk=run.facts["names"]).rows)
            apply(run.facts["names"], None, by=seat)
    except AlreadyApplied:
        pass
    except Overtaken:
        raise JobRefused(
            _("Somebody changed the run or its seats meanwhile. Look through the list again.")
        ) from None
    run.advance(total, total)
