"""What the coordinator has put together so far in the example: one new candidate, one no."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from config.demo.cast import VN
from courses.models import (
    Campaign,
    Candidate,
    HigherEducationRule,
    MergedPart,
    Merger,
    NeedLine,
    SetApart,
)
from courses.needs.likeness import pair_of
from courses.needs.rules import Audience

if TYPE_CHECKING:
    from config.demo.seeding import Demo

TITLE, ENGLISH = "Offentlighet och sekretess", "Public access and secrecy"
ASKED = "Offentlighet och sekretess för lärare"


def seed(demo: "Demo") -> None:
    """A need in own words became a candidate; two wordings are not the same."""
    if demo.slug != VN:
        return
    HigherEducationRule.objects.create(seats=40, members=4, source="Exempel: nätverkets eget mått")
    campaign = Campaign.objects.get(year=demo.today.year + 1)
    line = NeedLine.objects.get(answer__campaign=campaign, text=ASKED)
    yesterday = timezone.now() - timedelta(days=1)
    jonas = demo.person("jonas").user_id
    made = Candidate.objects.create(
        campaign=campaign,
        title_sv=TITLE,
        title_en=ENGLISH,
        area=line.area,
        audience=Audience.EMPLOYEES,
        source=Candidate.Source.MEMBER,
        position=Candidate.objects.filter(campaign=campaign).count() + 1,
    )
    merger = Merger.objects.create(
        campaign=campaign,
        target=made,
        title=TITLE,
        made_target=True,
        by_user_id=jonas,
        at=yesterday,
    )
    MergedPart.objects.create(merger=merger, line=line.pk)
    NeedLine.objects.filter(pk=line.pk).update(candidate=made)
    one, other = pair_of("Effektiva möten", "Mötesteknik")
    SetApart.objects.create(campaign=campaign, one=one, other=other, by_user_id=jonas, at=yesterday)
