"""Many members and needs, written at once: for budgets and the bench."""

from datetime import date

from django.utils import timezone

from courses.models import Campaign, Candidate, NeedLine, NeedsAnswer
from courses.needs.rules import AnswerState
from members.models import Authority, LegalPerson, Membership

AUDIENCES = ("managers", "employees", "specialists", "everyone")


def grow(campaign: Campaign, members: int, lines: int, candidates: int) -> None:
    """So many more members, each with so many lines on so many candidates and in own words."""
    places = list(range(members))
    state = LegalPerson.objects.first()
    authorities = Authority.objects.bulk_create(
        [
            Authority(
                name=f"Myndighet {campaign.year} {n:03}",
                short_name=f"M{n:03}",
                kind="state_agency",
                legal_person=state,
            )
            for n in places
        ]
    )
    own = Membership.objects.bulk_create(
        [Membership(authority=one, since=date(2013, 1, 1)) for one in authorities]
    )
    courses = Candidate.objects.bulk_create(
        [
            Candidate(campaign=campaign, title_sv=f"Kurs nummer {n:03}", position=n, source="other")
            for n in range(candidates)
        ]
    )
    answers = NeedsAnswer.objects.bulk_create(
        [NeedsAnswer(campaign=campaign, membership=one) for one in own]
    )
    NeedLine.objects.bulk_create(
        [
            NeedLine(
                answer=answer,
                membership_id=answer.membership_id,
                candidate=courses[n] if n < candidates else None,
                text="" if n < candidates else f"Behov {n} hos {answer.membership_id}",
                audience=AUDIENCES[n % 4],
                spring=(n * 7 + answer.membership_id) % 13,
                autumn=(n * 3 + answer.membership_id) % 11,
                importance=1 + (n + answer.membership_id) % 3,
                number=n,
            )
            for answer in answers
            for n in range(lines)
        ],
        batch_size=2000,
    )
    NeedsAnswer.objects.filter(pk__in=[answer.pk for answer in answers]).update(
        state=AnswerState.APPROVED, sent_at=timezone.now(), approved_at=timezone.now()
    )
