"""Two at once: one invitation and one yes, whoever comes first."""

import threading
from collections.abc import Callable

from django.db import connection
from django.utils import timezone

from induction.actions.invite import invite
from induction.actions.take_part import Over, answer, end
from induction.models import (
    InductionCertificate,
    Module,
    ModuleDone,
    Participation,
    ParticipationAnswer,
    ParticipationEnd,
    Programme,
)
from mentorship.models import InterestDraft
from network import scope
from network.models import JournalEntry, Letter
from tests.cast import Cast, load
from tests.databases import acting_as
from tests.induction.inviting import run_errands
from tests.induction.programmes import make_new_manager, make_participation, make_programme
from tests.mentorship.rounds import make_round, seat

AT_ONCE = 4


def together(act: Callable[[], None]) -> list[Exception]:
    """The same act in several threads, begun at the same moment; what they raised."""
    gate, faults = threading.Barrier(AT_ONCE), []

    def do() -> None:
        try:
            gate.wait()
            act()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=do) for _twin in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def counted(cast: Cast, verb: str) -> int:
    found: int = JournalEntry.objects.filter(verb=verb).count()
    return found


def test_invitations_at_once_invite_and_write_once(in_own_database: str) -> None:
    cast = load()
    make_new_manager(cast, "amina", under="mats")
    programme = make_programme(cast)

    def act() -> None:
        with scope.enter(cast.users["karin"], cast.vn) as opened:
            found = Programme.objects.get(pk=programme)
            chosen = [cast.person("amina")]
            invite(found, chosen, today=timezone.localdate(), by=seat(cast, "karin", opened))

    assert together(act) == []
    run_errands(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Participation.objects.count() == 1
        assert counted(cast, "invite_to_induction") == 1
        assert Letter.objects.filter(name="induction_invitation").count() == 1


def test_yeses_at_once_are_one_yes_and_begin_one_request(in_own_database: str) -> None:
    cast = load()
    make_new_manager(cast, "amina")
    programme, found = make_programme(cast), make_round(cast.vn)
    pk = make_participation(cast, programme, "amina", accepted=None)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Programme.objects.filter(pk=programme).update(mentor_round_id=found)

    def act() -> None:
        with scope.enter(cast.users["amina"], cast.vn) as opened:
            it = Participation.objects.with_all().get(pk=pk)
            answer(it, accepted=True, today=timezone.localdate(), by=seat(cast, "amina", opened))

    faults = together(act)
    assert [type(fault) for fault in faults] == [Over] * (AT_ONCE - 1)
    with scope.enter(cast.users["amina"], cast.vn):
        assert ParticipationAnswer.objects.count() == 1
        assert InterestDraft.objects.count() == 1
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert counted(cast, "accept_induction") == 1


def test_a_not_now_that_comes_with_a_yes_does_not_undo_it(in_own_database: str) -> None:
    cast = load()
    pk = make_participation(cast, make_programme(cast), "amina", accepted=None)
    with scope.enter(cast.users["amina"], cast.vn) as opened:
        both = [Participation.objects.with_all().get(pk=pk) for _look in range(2)]
        by, today = seat(cast, "amina", opened), timezone.localdate()
        answer(both[0], accepted=True, today=today, by=by)
        answer(both[1], accepted=False, today=today, by=by, later=today)
        assert Participation.objects.with_all().get(pk=pk).stage == "taking"


def test_completions_at_once_end_it_once_and_issue_one_certificate(in_own_database: str) -> None:
    cast = load()
    programme = make_programme(cast)
    pk = make_participation(cast, programme, "amina")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ModuleDone.objects.create(
            participation_id=pk,
            module=Module.objects.get(programme=programme),
            person_id=cast.person("amina"),
        )

    def act() -> None:
        with scope.enter(cast.users["amina"], cast.vn) as opened:
            it = Participation.objects.with_all().get(pk=pk)
            end(it, completed=True, today=timezone.localdate(), by=seat(cast, "amina", opened))

    faults = together(act)
    assert [type(fault) for fault in faults] == [Over] * (AT_ONCE - 1)
    run_errands(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert ParticipationEnd.objects.count() == InductionCertificate.objects.count() == 1
        assert Letter.objects.filter(name="induction_certificate_issued").count() == 1
