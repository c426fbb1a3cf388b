"""This year's round of head counts in the demo: some silent, one jump, all figures made up."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from config.demo.cast import HEAD_COUNTS, VN
from members.models import HeadCount, HeadCountRequest, HeadCountRound
from network.models.journal import note

if TYPE_CHECKING:
    from config.demo.seeding import Demo

SILENT = ("lansstyrelsen", "miun", "skatteverket")
TEXT = "tillsvidareanställda med arbetsplats i länet (exempel)"
# member -> (share of last year's figure, who declared, why)
ANSWERS = {
    "bolagsverket": ("1.02", "Ulrika Exempel", ""),
    "csn": ("0.98", "Nils Exempel", ""),
    "spv": ("1.01", "Hanna Exempel", ""),
    "fk-it": ("1.42", "Tomas Exempel", "Driften flyttade hit från Stockholm i maj (exempel)."),
    "harnosand": ("1.00", "Lovisa Exempel", ""),
}


def seed(demo: "Demo") -> None:
    """Ask for the coming year's figures in one network, a week before the last day."""
    if demo.slug != VN:
        return
    first = date(demo.today.year, demo.today.month, 1)
    asked = timezone.now() - timedelta(days=20)
    of = HeadCountRound.objects.create(
        year=demo.today.year + 1,
        day=first - timedelta(days=1),
        text=TEXT,
        deadline=demo.today + timedelta(days=8),
        opened_at=asked,
        opened_by=demo.person("karin").user_id,
    )
    note("open_head_count_round", of, year=of.year)
    for key, member in demo.members.items():
        HeadCountRequest.objects.create(round=of, membership=member, asked_at=asked)
        if key in ANSWERS and key not in SILENT:
            share, name, why = ANSWERS[key]
            HeadCount.objects.create(
                membership=member,
                day=of.day,
                count=round(HEAD_COUNTS[demo.slug][key] * float(share)),
                covers=TEXT,
                source="Lönesystemet (exempel)",
                explanation=why,
                declared_name=name,
                declared_at=asked + timedelta(days=3),
            )
