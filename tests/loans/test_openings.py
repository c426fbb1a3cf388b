"""Loans, placements, mentor places, courses and jobs in one list, with one's own state."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from loans.models import JobAdvertisement
from network import scope
from tests.cast import VN, Cast
from tests.courses.makers import make_course, make_run
from tests.databases import acting_as
from tests.loans.interesting import AT
from tests.loans.making import in_days, make_consent, make_interest, make_notice
from tests.mentorship.rounds import make_round
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
JOB = {
    "title": "Controller till budgeten",
    "place": "Timrå",
    "url": "https://example.org/jobb",
    "apply_by": in_days(20).isoformat(),
}


def make_job(cast: Cast, **changes: object) -> int:
    facts = JOB | {"membership_id": cast.memberships[VN, "timra"]} | changes
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return int(JobAdvertisement.objects.create(**facts).pk)


def everything(cast: Cast) -> dict[str, int]:
    """One of each kind."""
    made = {
        "need": make_notice(cast, title="Utredare sökes", place="Sundsvall"),
        "placement": make_notice(cast, "miun", kind="placement", title="Prova på lektor"),
        "mentor": make_round(cast.vn, title="Mentorer sökes"),
        "job": make_job(cast),
    }
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        run = make_run(course=make_course("Retorik"), town="Sundsvall", state="open")
        begins = timezone.now() + timedelta(days=30)
        type(run).objects.filter(pk=run.pk).update(
            begins_at=begins, ends_at=begins, closes_at=begins
        )
        made["course"] = run.pk
    return made


TITLES = {
    "need": "Utredare sökes",
    "placement": "Prova på lektor",
    "mentor": "Mentorer sökes",
    "course": "Retorik",
    "job": "Controller till budgeten",
}


def shown(client: Client, query: str = "") -> set[str]:
    page = client.get(f"{AT}/openings/{query}").content.decode()
    return {kind for kind, title in TITLES.items() if title in page}


def test_all_five_kinds_stand_in_one_list_and_each_filter_narrows_it(
    cast: Cast, client: Client
) -> None:
    everything(cast)
    sign_in(client, "amina")
    assert shown(client) == set(TITLES)
    for kind in TITLES:
        assert shown(client, f"?kind={kind}") == {kind}
    assert shown(client, "?q=controller+timrå") == {"job"}
    assert shown(client, "?place=sundsvall") == {"need", "course"}
    assert shown(client, f"?since={in_days(200).isoformat()}") == set()
    assert shown(client, "?kind=nonsense&since=igår") == set(TITLES)
    file = client.get(f"{AT}/openings/?format=csv").content.decode("utf-8-sig")
    assert all(title in file for title in TITLES.values())


def test_how_far_one_has_come_is_told_to_oneself_alone(cast: Cast, client: Client) -> None:
    made = everything(cast)
    make_consent(cast, make_interest(cast, made["need"]))
    sign_in(client, "amina")
    good = client.get(f"{AT}/openings/?kind=need").content.decode()
    assert "status--good" in good
    other = Client()
    sign_in(other, "berit")
    assert "status--good" not in other.get(f"{AT}/openings/?kind=need").content.decode()


def test_what_is_over_or_not_published_is_not_there(cast: Cast, client: Client) -> None:
    make_notice(cast, title=TITLES["need"], published_at=None)
    make_notice(cast, title=TITLES["placement"], kind="placement", closed_at=timezone.now())
    make_job(cast, apply_by=in_days(-1))
    make_job(cast, ended_at=timezone.now())
    sign_in(client, "amina")
    assert shown(client) == set()


def test_hr_advertises_changes_takes_down_and_puts_up_again(cast: Cast, client: Client) -> None:
    sign_in(client, "lars")
    past = client.post(f"{AT}/openings/jobs/new/", JOB | {"apply_by": in_days(-1).isoformat()})
    assert past.status_code == 200
    wrong = client.post(f"{AT}/openings/jobs/new/", JOB | {"url": "javascript:alert(1)"})
    assert wrong.status_code == 200
    assert client.post(f"{AT}/openings/jobs/new/", JOB).status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        job = JobAdvertisement.objects.get()
    assert job.membership_id == cast.memberships[VN, "timra"]
    client.post(f"{AT}/openings/jobs/{job.pk}/change/", JOB | {"title": TITLES["job"] + " igen"})
    client.post(f"{AT}/openings/jobs/{job.pk}/ending/")
    reader = Client()
    sign_in(reader, "amina")
    assert shown(reader) == set()
    client.post(f"{AT}/openings/jobs/{job.pk}/showing/")
    assert shown(reader) == {"job"}
    assert (
        "https://example.org/jobb" in reader.get(f"{AT}/openings/jobs/{job.pk}/").content.decode()
    )


def test_nobody_else_changes_an_advertisement(cast: Cast, client: Client) -> None:
    pk = make_job(cast)
    for who in ("amina", "lena", "tove"):
        sign_in(client, who)
        assert client.post(f"{AT}/openings/jobs/{pk}/ending/").status_code == 403, who
    with scope.enter(cast.users["lena"], cast.vn), connection.cursor() as cursor:
        cursor.execute("UPDATE loans_jobadvertisement SET title = 'x'")
        assert cursor.rowcount == 0
    with (
        scope.enter(cast.users["amina"], cast.vn),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        JobAdvertisement.objects.create(
            membership_id=cast.memberships[VN, "csn"], **JOB | {"title": "x"}
        )
