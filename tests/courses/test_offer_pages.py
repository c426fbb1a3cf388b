"""An offered seat on the pages: what one reads, the two answers, and the answer that is late."""

import pytest
from django.test import Client

from courses.models import Enrolment, Offer, Run, Withdrawal
from members.models import Person
from network import scope
from network.models import User
from tests.cast import Cast, email
from tests.courses.makers import make_run
from tests.databases import acting_as

HOME = "/vasternorrland/courses"


@pytest.fixture
def offer(cast: Cast) -> Offer:
    """Tove gave the only seat back; Amina is asked and Miriam waits."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        run: Run = make_run(capacity=1, queue="offers")
        first, *_others = (
            Enrolment.objects.create(run=run, person=person, membership_id=person.membership_id)
            for person in (
                Person.objects.get(pk=cast.person(w)) for w in ("tove", "amina", "miriam")
            )
        )
        Withdrawal.objects.create(
            enrolment=first, run=run, person_id=first.person_id, membership_id=first.membership_id
        )
        found: Offer = Offer.objects.get(run=run)
        return found


def as_(who: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email(who)))
    return client


def test_who_is_asked_reads_it_on_the_course_and_in_my_courses(cast: Cast, offer: Offer) -> None:
    client = as_("amina")
    page = client.get(f"{HOME}/runs/{offer.run_id}/").content.decode()
    assert f"{HOME}/offers/{offer.pk}/acceptance/" in page
    assert f"{HOME}/offers/{offer.pk}/refusal/" in page
    assert f"{HOME}/offers/{offer.pk}/" in client.get(f"{HOME}/mine/").content.decode()
    assert client.get(f"{HOME}/offers/{offer.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("answer", "amina", "miriam"),
    [("acceptance", "enrolled", "waiting"), ("refusal", "withdrawn", "offered")],
)
def test_yes_takes_the_seat_and_no_passes_it_on_at_once(
    cast: Cast, offer: Offer, answer: str, amina: str, miriam: str
) -> None:
    client = as_("amina")
    client.post(f"{HOME}/offers/{offer.pk}/{answer}/")
    other = "refusal" if answer == "acceptance" else "acceptance"
    again = client.post(f"{HOME}/offers/{offer.pk}/{other}/", follow=True)
    told = " ".join(str(message) for message in again.context["messages"])
    assert "besvarat" in told or "answered" in told
    with scope.enter(cast.users["jonas"], cast.vn):
        states = dict(Enrolment.objects.filter(run=offer.run_id).values_list("person", "state"))
    assert states[cast.person("amina")] == amina
    assert states[cast.person("miriam")] == miriam


def test_a_manager_sees_no_answer_to_give(cast: Cast, offer: Offer) -> None:
    assert as_("mats").post(f"{HOME}/offers/{offer.pk}/acceptance/").status_code == 403
    assert as_("tove").get(f"{HOME}/offers/{offer.pk}/").status_code == 404
