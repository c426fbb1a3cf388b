"""Doing what waits after a commit, as the worker does."""

from network import scope
from network.actions import errand, job
from network.models import Errand, Job, Letter
from tests.cast import Cast
from tests.databases import acting_as


def do_errands(cast: Cast) -> list[Letter]:
    """Do every errand, those that errands cause too; returns all letters, oldest first."""
    with acting_as("portal_worker"):
        for _round in range(4):
            with scope.enter_system(cast.vn):
                waiting = list(Errand.objects.waiting().order_by("pk").values_list("pk", flat=True))
            for pk in waiting:
                done = errand.run(cast.vn, pk)
                with scope.enter_system(cast.vn):
                    assert done, Errand.objects.get(pk=pk).error
        with scope.enter_system(cast.vn):
            return list(Letter.objects.order_by("pk"))


def do_jobs(cast: Cast) -> list[Job]:
    """Run every job that waits; returns them."""
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = list(Job.objects.unclaimed().values_list("pk", flat=True))
        for pk in waiting:
            assert job.run(cast.vn, pk)
        with scope.enter_system(cast.vn):
            return list(Job.objects.filter(pk__in=waiting))
