"""Minutes worth looking at: one sent for approval, one approved, one being written with a vote, and
a written procedure under way. What is said and decided is made up.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

from config.demo.cast import VN
from config.demo.seeding import Demo
from governance.models import (
    AgendaItem,
    Approver,
    Attendance,
    Ballot,
    Body,
    Disqualification,
    Holder,
    Mandate,
    Meeting,
    MinutesVersion,
    Resolution,
    Vote,
)
from governance.rules import (
    ApprovalState,
    Choice,
    ItemKind,
    MeetingKind,
    MeetingState,
    Nature,
    Outcome,
    Presence,
    Rank,
)
from members.querysets import covering

# Title, what the minutes say, outcome, decision.
SAID: Sequence[tuple[str, str, str, str]] = (
    (
        "Mötet öppnas",
        "Ordföranden öppnar mötet. Kallelsen skickades fjorton dagar före mötet. Dagordningen"
        " godkänns.",
        Outcome.NOTED,
        "",
    ),
    (
        "Läget i nätverket",
        "Nätverkskoordinatorn redovisar. Fler har gått kurs än vid samma tid förra året, och"
        " mentorsprogrammet har fått nya par.\n\nStyrgruppen tackar för redovisningen.",
        Outcome.NOTED,
        "",
    ),
    (
        "Upphandling av utbildare i förändringsledning",
        "Tre anbud har kommit in. Utbildningskoordinatorn redovisar priser och omdömen.\n\n"
        "Härnösands kommun frågar om platser för kommuner. Utbildningskoordinatorn svarar att en"
        " tredjedel av platserna reserveras för mindre medlemmar till åtta veckor före start.",
        Outcome.CARRIED,
        "Bolagsverket får teckna avtal för nätverket.\nAvtalet får kosta högst 620 000 kr.",
    ),
    (
        "Hyra av kurslokaler",
        "Statens tjänstepensionsverk erbjuder sina lokaler. Två ledamöter vill jämföra med hotell"
        " innan avtal tecknas.",
        Outcome.CARRIED,
        "Nätverket hyr kurslokaler av Statens tjänstepensionsverk för högst 180 000 kr.",
    ),
    ("Mötet avslutas", "Ordföranden avslutar mötet.", Outcome.NOTED, ""),
)
ROOMS = 3


def seed(demo: Demo) -> None:
    """Three meetings of the steering committee and one written procedure, in Västernorrland."""
    if demo.slug != VN:
        return
    body = Body.objects.filter(kind__nature=Nature.STEERING, decides=True).order_by("pk").first()
    if body is None:
        return
    _send_out(body)
    approved = _meeting(demo, body, days_ago=5)
    _write(demo, body, approved)
    _close(approved)
    approve(approved)
    _under_way(demo, body)
    _in_writing(demo, body)


def _send_out(body: Body) -> None:
    """The meeting that has closed gets its texts, and goes to those who approve it."""
    waiting = (
        Meeting.objects.filter(body=body, state=MeetingState.CLOSED).order_by("-starts").first()
    )
    if waiting is None:
        return
    for item in waiting.items.order_by("position"):
        words = item.background or f"{item.title}. Ordföranden föredrar ärendet."
        _version(item, 1, f"{words}\n\nStyrgruppen talar igenom saken.")
    choose(waiting)
    _send(waiting)


def _at(demo: Demo, days: int, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(demo.today + timedelta(days=days), time(hour)))


def _meeting(demo: Demo, body: Body, *, days_ago: int) -> Meeting:
    made: Meeting = Meeting.objects.create(
        body=body,
        title="Extra möte om avtal",
        starts=_at(demo, -days_ago, 13),
        ends=_at(demo, -days_ago, 15),
        place="Centrala studiestödsnämnden, Sundsvall, och digitalt",
        registry="CSN 2026/0412",
        secretary_name="Karin Öberg",
    )
    for place, (title, _text, outcome, decision) in enumerate(SAID, 1):
        AgendaItem.objects.create(
            body=body,
            meeting=made,
            position=place,
            kind=ItemKind.INFORMATION if outcome == Outcome.NOTED else ItemKind.DECISION,
            title=title,
            proposal=decision,
        )
    _open(made)
    return made


def _open(meeting: Meeting) -> None:
    holders = _holders(meeting.body)
    for state in (MeetingState.CALLED, MeetingState.OPEN):
        Meeting.objects.filter(pk=meeting.pk).update(state=state)
    meeting.refresh_from_db()
    for place, holder in enumerate(holders):
        membership = holder.mandate.membership
        Attendance.objects.create(
            meeting=meeting,
            mandate=holder.mandate,
            holder=holder,
            name=holder.name,
            organisation=membership.name if membership else holder.mandate.post,
            presence=Presence.DIGITAL if place % 3 == 2 else Presence.IN_PLACE,
            from_paragraph=meeting.items.order_by("paragraph")[1].paragraph if place == 4 else None,
        )
    Attendance.objects.create(
        meeting=meeting,
        name="Jonas Lindqvist",
        organisation="Nätverkets utbildningskoordinator",
    )
    chair = holders[0].name if holders else ""
    Meeting.objects.filter(pk=meeting.pk).update(chair_name=chair)
    meeting.refresh_from_db()


def _holders(body: Body) -> list[Holder]:
    """Who holds each mandate today: the member, or a deputy where there is none; persons first."""
    today = timezone.localdate()
    rows = Holder.objects.filter(covering(today), mandate__body=body, mandate__votes=True)
    chosen: dict[int, Holder] = {}
    for row in rows.select_related("mandate__membership__authority").order_by("since", "pk"):
        there = chosen.get(row.mandate_id)
        if there is None or (there.rank == Rank.DEPUTY and row.rank == Rank.MEMBER):
            chosen[row.mandate_id] = row
    return sorted(chosen.values(), key=lambda row: (row.person_id is None, row.mandate_id))


def _write(demo: Demo, body: Body, meeting: Meeting) -> None:
    items = list(meeting.items.order_by("position"))
    for item, (_title, text, _outcome, _decision) in zip(items, SAID, strict=True):
        _version(item, 1, text)
    host = Mandate.objects.filter(body=body, membership=demo.membership("spv")).first()
    if host is not None:
        Disqualification.objects.create(
            item=items[ROOMS],
            meeting=meeting,
            mandate=host,
            name="Statens tjänstepensionsverk",
            reason="Är själv part i avtalet.",
        )
    vote = Vote.objects.create(item=items[ROOMS], meeting=meeting, question=items[ROOMS].proposal)
    _cast(vote, against=1)
    Vote.objects.filter(pk=vote.pk).update(closed_at=meeting.ends)
    for item, (_title, _text, outcome, decision) in zip(items, SAID, strict=True):
        Resolution.objects.create(item=item, meeting=meeting, outcome=outcome, text=decision)


def _version(item: AgendaItem, number: int, text: str) -> None:
    MinutesVersion.objects.create(
        item=item,
        meeting_id=item.meeting_id,
        number=number,
        base=number - 1,
        text=text,
        by_name="Karin Öberg",
    )


def _cast(vote: Vote, *, against: int = 0, leave: int = 0) -> None:
    out = set(Disqualification.objects.filter(item=vote.item).values_list("mandate_id", flat=True))
    rows = [
        row
        for row in Attendance.objects.filter(meeting=vote.meeting, mandate__isnull=False).order_by(
            "pk"
        )
        if row.mandate_id not in out
    ]
    for place, row in enumerate(rows[: len(rows) - leave]):
        Ballot.objects.create(
            vote=vote,
            meeting=vote.meeting,
            mandate_id=row.mandate_id,
            choice=Choice.NO if place >= len(rows) - against else Choice.YES,
        )


def _close(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CLOSED)
    meeting.refresh_from_db()
    choose(meeting)


def choose(meeting: Meeting) -> None:
    """Two of those who took part approve the minutes."""
    rows = Attendance.objects.filter(meeting=meeting, holder__person__isnull=False).exclude(
        presence=Presence.ABSENT
    )
    for row in rows.select_related("mandate__membership__authority").order_by("pk")[:2]:
        membership = row.mandate.membership if row.mandate else None
        Approver.objects.create(
            meeting=meeting,
            holder_id=row.holder_id,
            name=row.name,
            organisation=membership.authority.name if membership else "",
            chairs=row.name == meeting.chair_name,
        )


def _send(meeting: Meeting) -> None:
    for row in Approver.objects.filter(meeting=meeting):
        row.state = ApprovalState.ASKED
        row.save(update_fields=["state"])


def approve(meeting: Meeting) -> None:
    """Send the minutes, and let each of them approve."""
    _send(meeting)
    for row in Approver.objects.filter(meeting=meeting).order_by("pk"):
        Approver.objects.filter(pk=row.pk).update(state=ApprovalState.APPROVED)


def _under_way(demo: Demo, body: Body) -> None:
    """A meeting that goes on now: two texts beside each other, and a vote that is open."""
    made: Meeting = Meeting.objects.create(
        body=body,
        title="Extra styrgruppsmöte",
        starts=_at(demo, 0, 9),
        ends=_at(demo, 0, 11),
        place="Digitalt",
    )
    for place, (title, proposal) in enumerate(
        (
            ("Mötet öppnas", "Dagordningen godkänns."),
            ("Medel till beredskapsveckan", "Nätverket lägger 40 000 kr på beredskapsveckan."),
            ("Nästa möte", ""),
        ),
        1,
    ):
        AgendaItem.objects.create(
            body=body,
            meeting=made,
            position=place,
            kind=ItemKind.DECISION if proposal else ItemKind.INFORMATION,
            title=title,
            proposal=proposal,
        )
    _open(made)
    first, money, _last = made.items.order_by("position")
    _version(first, 1, "Ordföranden öppnar mötet.")
    _version(money, 1, "Koordinatorn föredrar ärendet.")
    _version(money, 2, "Koordinatorn föredrar ärendet. Kostnaden delas av medlemmarna.")
    MinutesVersion.objects.create(
        item=money,
        meeting=made,
        number=3,
        base=1,
        text="Koordinatorn föredrar ärendet. Kostnaden ryms i årets budget.",
        aside=True,
        by_name="Bo Sjödin",
    )
    vote = Vote.objects.create(item=money, meeting=made, question=money.proposal)
    _cast(vote, leave=2)


def _in_writing(demo: Demo, body: Body) -> None:
    """A question that is answered by the mandates until the end of next week."""
    made: Meeting = Meeting.objects.create(
        body=body,
        kind=MeetingKind.WRITTEN,
        title="Yttrande över remiss om statlig närvaro i länen",
        starts=_at(demo, -3, 8),
        ends=_at(demo, 9, 23),
    )
    item = AgendaItem.objects.create(
        body=body,
        meeting=made,
        position=1,
        kind=ItemKind.DECISION,
        title="Yttrande över remiss om statlig närvaro i länen",
        background="Svaret ska vara inne innan nästa möte. Utkastet har gått på remiss bland"
        " medlemmarna, och fyra har lämnat synpunkter.",
        proposal="Nätverket lämnar yttrandet enligt utkastet.",
    )
    for state in (MeetingState.CALLED, MeetingState.OPEN):
        Meeting.objects.filter(pk=made.pk).update(state=state)
    vote = Vote.objects.create(item=item, meeting=made, question=item.proposal)
    answers = ((Choice.YES, ""), (Choice.YES, "Bra utkast."), (Choice.ABSTAIN, ""))
    mandates = [row.mandate for row in _holders(body)][1:4]
    for mandate, (choice, comment) in zip(mandates, answers, strict=False):
        Ballot.objects.create(
            vote=vote, meeting=made, mandate=mandate, choice=choice, comment=comment
        )
