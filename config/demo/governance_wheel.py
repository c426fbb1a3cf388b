"""The year wheel of both networks, with what was done the years before."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from config.demo.cast import VN
from config.demo.seeding import Demo
from governance.actions.wheel import turn
from governance.models import Body, WheelStep, WheelTask
from governance.wheel.rules import days_of

# The usual step: what to do, in both languages, and what was said of it a year and two years ago.
SAID = {
    "fees": (
        "Hämta antalet anställda, räkna avgifterna och skicka fakturorna.",
        "Fetch the head counts, reckon the fees and send the invoices.",
        ("Alla fakturor gick ut den 20 januari. (Exempel)", "Två myndigheter svarade sent."),
    ),
    "report": (
        "Skriv förordet, läs siffrorna och be ordföranden godkänna.",
        "Write the foreword, read the figures and ask the chair to approve.",
        ("Tryckt till styrgruppens aprilmöte. (Exempel)", ""),
    ),
    "spring": (
        "Kalla styrgruppen och ta med budgetuppföljningen.",
        "Call the steering committee and bring the follow-up of the budget.",
        ("", "Mötet hölls digitalt."),
    ),
    "needs": (
        "Öppna inventeringen, påminn i september och sammanställ.",
        "Open the assessment, remind in September and summarise.",
        ("22 av 24 medlemmar svarade. (Exempel)", "Börja påminna en vecka tidigare."),
    ),
    "council": (
        "Lägg fram sammanställningen för utbildningsrådet.",
        "Put the summary before the educational council.",
        ("", ""),
    ),
    "autumn": (
        "Lägg fram plan, budget och avgifter för beslut.",
        "Put the plan, the budget and the fees forward for a decision.",
        ("Beslutat i december. (Exempel)", ""),
    ),
}


def seed(demo: Demo) -> None:
    """The usual year with its words; in the larger network two steps of its own."""
    WheelStep.objects.lay_usual()
    for step in WheelStep.objects.all():
        step.what, step.what_en, _words = SAID[step.usual]
        step.save(update_fields=["what", "what_en"])
    if demo.slug == VN:
        _own()
        _before(demo)
    turn(demo.today)


def _own() -> None:
    """A step that a body does, and one that the network has left off."""
    body = Body.objects.filter(until=None).order_by("kind_id", "pk").last()
    if body is not None:
        WheelStep.objects.create(
            title="Arbetsplatsbesök hos varandra", title_en="Visits to each other’s workplaces",
            first_month=5, first_day=15, last_month=6, last_day=10, body=body,
            what="Varje myndighet öppnar sina dörrar en förmiddag. (Exempel)",
        )  # fmt: skip
    WheelStep.objects.create(
        title="Sommarbrev till alla medlemmar", title_en="Summer letter to all members",
        first_month=6, first_day=10, last_month=6, last_day=20, role="network_coordinator",
        ended_at=timezone.now(),
    )  # fmt: skip


def _before(demo: Demo) -> None:
    """The tasks of the two years before, and those of this year that are over, done in time."""
    who = {
        "network_coordinator": demo.person("karin"),
        "education_coordinator": demo.person("jonas"),
    }
    for step in WheelStep.objects.lasting().exclude(usual=""):
        words = SAID[step.usual][2]
        for ago in (2, 1, 0):
            year = demo.today.year - ago
            first, last = days_of(step, year)
            if last >= demo.today:
                continue
            person = who[step.role]
            day = last - timedelta(days=4)
            WheelTask.objects.create(
                step=step, year=year, title=step.title, title_en=step.title_en, starts=first,
                due=last, person=person, name=person.name, state="done",
                words=words[ago - 1] if ago else "",
                over_at=timezone.make_aware(datetime.combine(day, time(14))),
                over_by=person.name,
            )  # fmt: skip
