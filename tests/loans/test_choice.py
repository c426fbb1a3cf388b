"""After the manager's yes: choosing, a kind no, and what a withdrawn consent does."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from loans.actions.consent import take_back
from loans.actions.interest import withdraw
from loans.consents.tasks import pass_over
from loans.models import Interest, Loan, LoanPart, Notice, Wording
from loans.rules import LoanRefused
from members.models import Person
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.loans.interesting import AT, NEWS, by, manager_says, rows_of, show, standing
from tests.loans.making import (
    in_days,
    make_consent,
    make_interest,
    make_notice,
    make_running,
    make_signers,
)
from tests.mentorship.asking import letters, run_errands
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def agreed(cast: Cast, client: Client, **said: str) -> int:
    """Amina's interest in a need of SPV, with Mats's yes."""
    pk = show(cast, client)
    manager_says(cast, **said)
    return pk


def hr(who: str = "styrbjorn") -> Client:
    client = Client()
    sign_in(client, who)
    return client


def test_the_owner_chooses_and_a_draft_begins_with_the_days_that_all_said_yes_to(
    cast: Cast, client: Client
) -> None:
    pk = agreed(cast, client, starts=in_days(30).isoformat(), percent="60")
    owner = hr()
    assert owner.get(f"{AT}/interests/{pk}/choice/").status_code == 200
    owner.post(f"{AT}/interests/{pk}/choice/", {})
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        loan = Loan.objects.get()
        (part,) = LoanPart.objects.all()
        assert (loan.name, loan.stage, loan.legal) == ("Amina Hassan", "draft", "state")
        assert (loan.starts, loan.ends) == (in_days(30), in_days(150))
        assert (part.starts, part.ends, part.percent) == (in_days(30), in_days(150), 60)
        assert loan.lender_id == cast.memberships[VN, "csn"]
        assert loan.borrower_id == cast.memberships[VN, "spv"]
        assert Wording.objects.count() == 1
    run_errands(cast)
    about = {row.to.split("@")[0] for row in letters(cast, NEWS) if "chosen" in row.key}
    assert about == {"amina", "mats", "lena"}
    assert standing(cast) == "chosen"


def test_only_who_would_borrow_and_the_coordinators_choose(cast: Cast, client: Client) -> None:
    pk = agreed(cast, client)
    address = f"{AT}/interests/{pk}/choice/"
    for who, status in (
        *(("lena", 403), ("amina", 403), ("mats", 403)),
        *(("lars", 404), ("miriam", 404), ("karin", 200), ("styrbjorn", 200)),
    ):
        assert hr(who).get(address).status_code == status, who


def test_a_loan_is_cut_at_the_longest_time_of_the_rules(cast: Cast) -> None:
    make_signers(cast)
    notice = make_notice(cast, ends=in_days(400))
    pk = make_interest(cast, notice)
    make_consent(cast, pk)
    hr().post(f"{AT}/interests/{pk}/choice/", {})
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        loan = Loan.objects.get()
    months = (loan.ends.year - loan.starts.year) * 12 + loan.ends.month - loan.starts.month
    assert months in (5, 6)
    assert loan.ends < in_days(14 + 185)


def test_as_many_are_chosen_as_the_notice_asks_for(cast: Cast) -> None:
    make_signers(cast)
    notice = make_notice(cast, people=1)
    both = [make_interest(cast, notice, who) for who in ("amina", "berit")]
    for pk in both:
        make_consent(cast, pk)
    owner = hr()
    for pk in both:
        owner.post(f"{AT}/interests/{pk}/choice/", {})
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        assert Loan.objects.count() == 1
        Notice.objects.filter(pk=notice).update(people=2)
    owner.post(f"{AT}/interests/{both[1]}/choice/", {})
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        assert Loan.objects.count() == 2


def test_a_second_click_begins_no_second_loan(cast: Cast, client: Client) -> None:
    pk = agreed(cast, client)
    owner = hr()
    for _click in range(2):
        owner.post(f"{AT}/interests/{pk}/choice/", {})
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        assert Loan.objects.count() == 1


def test_a_kind_no_tells_the_employee_and_the_manager_and_may_be_thought_better_of(
    cast: Cast, client: Client
) -> None:
    pk = agreed(cast, client)
    owner = hr()
    assert owner.get(f"{AT}/interests/{pk}/refusal/").status_code == 200
    owner.post(f"{AT}/interests/{pk}/refusal/")
    run_errands(cast)
    about = {row.to.split("@")[0] for row in letters(cast, NEWS) if "declined" in row.key}
    assert about == {"amina", "mats"}
    assert standing(cast) == "passed"
    owner.post(f"{AT}/interests/{pk}/choice/", {})
    assert standing(cast) == "chosen"


def test_nobody_is_declined_before_the_managers_yes(cast: Cast, client: Client) -> None:
    """HR of the notice cannot even see it; a blind change of all rows is refused as well."""
    show(cast, client)
    with (
        scope.enter(cast.users["styrbjorn"], cast.vn),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE loans_interest SET declined_at = now()")


def test_the_others_are_told_when_the_notice_is_closed_but_not_within_the_hour(
    cast: Cast, client: Client
) -> None:
    agreed(cast, client)
    for closed, passed in ((0, 0), (2, 1)):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            Notice.objects.update(closed_at=timezone.now() - timedelta(hours=closed))
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            assert pass_over() == passed
    run_errands(cast)
    assert "amina" in {row.to.split("@")[0] for row in letters(cast, NEWS) if "declined" in row.key}
    assert standing(cast) == "passed"


@pytest.mark.parametrize("who", ["amina", "mats"])
def test_a_withdrawn_consent_lets_the_draft_fall_and_all_who_know_are_told(
    cast: Cast, client: Client, who: str
) -> None:
    pk = agreed(cast, client)
    hr().post(f"{AT}/interests/{pk}/choice/", {})
    run_errands(cast)
    act = {"amina": "withdrawal", "mats": "taking-back"}[who]
    person = hr(who)
    assert person.get(f"{AT}/interests/{pk}/{act}/").status_code == 200
    person.post(f"{AT}/interests/{pk}/{act}/")
    run_errands(cast)
    with scope.enter(cast.users["karin"], cast.vn):
        assert Loan.objects.get().stage == "broken"
    word = {"amina": "withdrawn", "mats": "taken_back"}[who]
    about = {row.to.split("@")[0] for row in letters(cast, NEWS) if f"-{word}-" in row.key}
    assert about == {"lena", "styrbjorn", "mats" if who == "amina" else "amina"}


@pytest.mark.parametrize("who", ["amina", "mats"])
def test_after_signing_the_sentence_is_that_a_loan_is_ended_with_notice(
    cast: Cast, who: str
) -> None:
    make_running(cast)
    with scope.enter(cast.users[who], cast.vn) as granted:
        interest = Interest.objects.with_standing().get()
        act = withdraw if who == "amina" else take_back
        with pytest.raises(LoanRefused) as refused:
            act(interest, by=by(cast, who, granted))
    assert "notice" in str(refused.value) or "uppsägning" in str(refused.value)
    with scope.enter(cast.users["karin"], cast.vn):
        assert Loan.objects.get().stage == "running"


def test_a_protected_identity_is_not_named_to_the_other_authority(
    cast: Cast, client: Client
) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("amina")).update(protected=True)
    pk = agreed(cast, client)
    owner = hr()
    assert "Amina" not in owner.get(f"{AT}/interests/{pk}/").content.decode()
    owner.post(f"{AT}/interests/{pk}/choice/", {})
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        assert "Amina" not in Loan.objects.get().name
    run_errands(cast)
    for row in letters(cast):
        if row.to.startswith(("styrbjorn", "karin")):
            assert "Amina" not in row.text


def test_the_function_of_names_names_nobody_to_strangers_or_before_the_yes(
    cast: Cast, client: Client
) -> None:
    pk = show(cast, client)

    def names(who: str) -> int:
        return rows_of(cast, who, f"app.loan_interested(ARRAY[{pk}]::bigint[])")

    everybody = ("karin", "styrbjorn", "lena", "lars", "erik", "tove", "berit")
    assert [names(who) for who in everybody] == [0] * len(everybody)
    manager_says(cast)
    assert [names(who) for who in everybody] == [1, 1, 1, 0, 0, 0, 0]
