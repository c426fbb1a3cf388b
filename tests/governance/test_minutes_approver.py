"""Who took part approves the minutes, also when their mandate has ended since."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from governance.actions.approve import approve
from governance.actions.write_minutes import save_text
from governance.models import Approver, Holder, Meeting
from tests.cast import VN, Cast
from tests.governance.minuting import (
    AT,
    GoingOn,
    acting,
    as_portal,
    item_of,
    make_going_on,
    visitor,
)
from tests.governance.test_minutes_order import approver, close
from tests.governance.test_minutes_pages import approve_all, link_to
from tests.loans.drafting import run_errands

pytestmark = pytest.mark.django_db


def out_of_office(cast: Cast) -> GoingOn:
    """Minutes that wait for Lars, whose mandate ended yesterday, and for the chair."""
    on = make_going_on(cast)
    with acting(cast, "ulla") as seat:
        save_text(item_of(on.items[0]), "Så sades det.", base=0, by=seat)
    close(cast, on)
    run_errands(cast)
    with as_portal(cast):
        yesterday = timezone.localdate() - timedelta(days=1)
        Holder.objects.filter(pk=on.seated.holders["lars"]).update(until=yesterday)
    return on


def answer_at(cast: Cast, on: GoingOn) -> str:
    with as_portal(cast):
        row = Approver.objects.get(meeting=on.meeting, holder=on.seated.holders["lars"])
    return f"{AT}/approvals/{row.pk}/"


def test_an_approver_whose_mandate_has_ended_reads_and_approves_by_the_link(cast: Cast) -> None:
    on = out_of_office(cast)
    with acting(cast, "styrbjorn") as seat:
        approve(approver(cast, on, "styrbjorn"), by=seat)
    url = link_to(cast, "governance.minutes_to_approve", "lars")
    client = Client()
    assert "Så sades det." in client.get(url).content.decode()
    assert client.post(url, {"answer": "approve"}).status_code == 200
    with as_portal(cast):
        assert Meeting.objects.get(pk=on.meeting).state == "approved"


def test_an_approver_whose_mandate_has_ended_is_asked_on_the_start_page_and_reads_no_more(
    cast: Cast,
) -> None:
    on = out_of_office(cast)
    lars = visitor("lars")
    assert answer_at(cast, on) in lars.get(f"/{VN}/").content.decode()
    shown = lars.get(answer_at(cast, on))
    assert "Så sades det." in shown.content.decode()
    assert lars.get(f"{AT}/{on.meeting}/").status_code == 404
    assert lars.get(f"{AT}/{on.meeting}/minutes/").status_code == 404
    done = lars.post(answer_at(cast, on), {"answer": "return", "comment": "Beloppet är fel."})
    assert done.status_code == 302
    assert lars.get(done["Location"]).status_code == 200
    with as_portal(cast):
        assert Approver.objects.get(meeting=on.meeting, state="returned").comment


def test_nobody_else_reads_what_waits_for_an_approver(cast: Cast) -> None:
    on = out_of_office(cast)
    for who in ("amina", "mats", "ulla"):
        assert visitor(who).get(answer_at(cast, on)).status_code == 404


def test_who_left_before_they_were_asked_reads_nothing(cast: Cast) -> None:
    on = make_going_on(cast)
    with as_portal(cast):
        yesterday = timezone.localdate() - timedelta(days=1)
        Holder.objects.filter(pk=on.seated.holders["lars"]).update(until=yesterday)
    with acting(cast, "lars"):
        assert not Meeting.objects.filter(pk=on.meeting).exists()
    close(cast, on)
    approve_all(cast, on)
    with acting(cast, "lars"):
        assert Meeting.objects.filter(pk=on.meeting).exists()  # what they signed
