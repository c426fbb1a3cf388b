"""A year's register with effects done and waiting, applications, and a notice given."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from config.demo.cast import VN
from config.demo.deciding import COUNCIL, STEERING, decided
from config.demo.seeding import Demo
from courses.models import ProposedPolicy
from fees.models import FeeModel, FeeStep
from fees.tariffs import Method
from governance.actions.resign import let_end
from governance.decisions.taking import due, take
from governance.membership.rules import last_day
from governance.models import MembershipApplication, MembershipTerms, Resignation
from members.actions.decision import enter_decision, enter_effect
from members.models import ProposedStanding, ProposedStandingLine, Role, Standing

State = MembershipApplication.State
# day (months before today), title, text, body, reference
NOTED = (
    (11, "Verksamhetsplanen", "Verksamhetsplanen för året antas.", STEERING, "§ 4"),
    (9, "Värdskap", "Värdskapet för nätverket går vidare i ordning efter rotationslistan.",
     STEERING, "§ 11"),
    (6, "Gemensamt intyg", "Nätverket utfärdar intyg över genomgångna kurser.", COUNCIL, "punkt 3"),
    (2, "Enkät om nyttan", "Alla medlemmar svarar på nyttoutvärderingen före årsskiftet.",
     STEERING, "§ 19"),
)  # fmt: skip


def seed(demo: Demo) -> None:
    """The register for both networks; proposals, an application and a notice for the larger."""
    terms = _terms(demo)
    for months, title, text, body, reference in NOTED:
        enter_decision(
            f"{title} (exempel)",
            text=text,
            body=body,
            decided_on=demo.today - timedelta(days=30 * months),
            reference=reference,
        )
    if demo.slug != VN:
        return
    _levels(demo)
    _gone(demo)
    _rules(demo)
    _applications(demo)
    _notice(demo, terms)
    for effect in due(demo.today):
        take(effect)


def _terms(demo: Demo) -> MembershipTerms:
    since = date(2020, 1, 1)
    terms: MembershipTerms = MembershipTerms.objects.create(
        notice_months=6,
        at_years_end=True,
        source="Exempel: överenskommelsen om samverkan, punkt 8",
        since=since,
        by_decision=decided("Överenskommelsen om samverkan (exempel)", date(2019, 11, 14)),
    )
    return terms


def _levels(demo: Demo) -> None:
    """From July the two levels are one, with a fee model of its own."""
    july = date(demo.today.year + 1, 7, 1)
    model = FeeModel.objects.create(
        name="En nivå för alla (exempel)",
        method=Method.LEVELS,
        since=july,
        adopted=False,
        basis="Exempel: alla medlemmar betalar samma avgift.",
    )
    FeeStep.objects.create(model=model, level="1", amount=Decimal(42_000))
    proposal = ProposedStanding.objects.create(name="Nivå 2 går upp i nivå 1 (exempel)")
    rows = Standing.objects.filter(level="2", until=None)
    ProposedStandingLine.objects.bulk_create(
        ProposedStandingLine(proposal=proposal, membership=row.membership, kind=row.kind, level="1")
        for row in rows.select_related("membership")
    )
    made = enter_decision(
        "Nivåerna slås samman (exempel)",
        text=f"Nivå 1 och 2 blir en nivå från {july.isoformat()}, med en avgift för alla.",
        body=STEERING,
        decided_on=demo.today - timedelta(days=12),
        takes_effect_on=july,
        reference="§ 23",
    )
    enter_effect(made, "fee_model", model.pk, f"Medlemsavgift: {model.name}")
    enter_effect(made, "standing", proposal.pk, proposal.name)


def _gone(demo: Demo) -> None:
    """A decision whose row was taken away before its day: the register says so."""
    proposal = ProposedStanding.objects.create(name="Prova en stödnivå (exempel)")
    made = enter_decision(
        "Stödnivå på prov (exempel)",
        text="En stödnivå provas för två kommuner.",
        body=STEERING,
        decided_on=demo.today - timedelta(days=75),
        takes_effect_on=demo.today - timedelta(days=20),
        reference="§ 17",
    )
    enter_effect(made, "standing", proposal.pk, proposal.name)
    proposal.delete()


def _rules(demo: Demo) -> None:
    """A rule for shares that waits for the new year."""
    proposed = ProposedPolicy.objects.create(
        kind=ProposedPolicy.Kind.SHARES,
        name="Två säkra platser (exempel)",
        content={"minimum": 2, "small_below": 300, "firm": True, "most_credit": 2},
    )
    made = enter_decision(
        "Två säkra platser för små medlemmar (exempel)",
        text="En liten medlem är säker på två platser i stället för en.",
        body=COUNCIL,
        decided_on=demo.today - timedelta(days=24),
        takes_effect_on=date(demo.today.year + 1, 1, 1),
        reference="punkt 2",
    )
    enter_effect(made, "policy", proposed.pk, f"Regel för andelar: {proposed.name}")


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 30)))


def _applications(demo: Demo) -> None:
    """One prepared, one just received, one that was declined."""
    contact = {"contact_name": "Exempel Exempelsson", "contact_title": "HR-chef"}
    prepared = MembershipApplication.objects.create(
        state=State.PREPARED,
        name="Exempelverket i Sundsvall",
        short_name="Exempelverket",
        kind="state_agency",
        employees=64,
        reason="Vi har flyttat verksamhet till länet och vill dela kurser med andra.",
        preparation=(
            "Exempel: myndigheten har 64 anställda i länet och vill börja vid årsskiftet. "
            "Avgiften blir den för 50–199 anställda."
        ),
        level="2",
        since=date(demo.today.year + 1, 1, 1),
        contact_email="hr.exempelverket@example.org",
        received_at=_at(demo.today - timedelta(days=18)),
        asked_at=_at(demo.today - timedelta(days=18)),
        **contact,
    )
    assert prepared.is_open  # noqa: S101 - the page shows its next step
    MembershipApplication.objects.create(
        state=State.RECEIVED,
        name="Exempeldomstolen",
        kind="court",
        employees=12,
        wants="associated",
        reason="Vi är få och vill kunna komma på enstaka kurser.",
        contact_email="kansli.exempeldomstolen@example.org",
        received_at=_at(demo.today - timedelta(days=2)),
        asked_at=_at(demo.today - timedelta(days=2)),
        **contact,
    )
    no = enter_decision(
        "Exempelbolaget får inte bli medlem (exempel)",
        text="Ansökan avslås. Nätverket är till för myndigheter, kommuner och regioner.",
        body=STEERING,
        decided_on=demo.today - timedelta(days=140),
        reference="§ 14",
    )
    MembershipApplication.objects.create(
        state=State.DECLINED,
        name="Exempelbolaget AB",
        kind="other",
        contact_email="info.exempelbolaget@example.org",
        received_at=_at(demo.today - timedelta(days=190)),
        asked_at=_at(demo.today - timedelta(days=190)),
        ended_at=_at(demo.today - timedelta(days=139)),
        decision=no,
        answer="Nätverket är till för myndigheter, kommuner och regioner.",
        **contact,
    )


def _notice(demo: Demo, terms: MembershipTerms) -> None:
    """A small member has given notice; its last day lies ahead."""
    roles = Counter(Role.objects.values_list("membership", flat=True))
    key = min(demo.members, key=lambda one: (roles[demo.members[one].pk], one))
    member = demo.members[key]
    given = demo.today - timedelta(days=40)
    it = Resignation.objects.create(
        membership=member,
        given_on=given,
        last_day=last_day(given, terms.notice),
        terms=terms,
        reason="Exempel: verksamheten i länet läggs ner.",
        by_name="Exempel Exempelsson",
    )
    let_end(it)
