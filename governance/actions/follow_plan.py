"""What comes of a plan: how far its activities are, what members give, and the plan's texts."""

from django.db.models import Max
from django.utils.translation import gettext as _

from governance.minutes.naming import name_of
from governance.models import ActivityStatus, Commitment, PlanText
from governance.plans.refusing import refused_in_words
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def note_progress(status: ActivityStatus, *, by: Seat) -> ActivityStatus:
    """Write how far an activity has come; what was written before stands. Raises Refused."""
    by.require("keep_operational_plan")
    status.made_by = by.user.pk
    with refused_in_words():
        status.save()
        note(
            "note_plan_progress",
            status.activity,
            title=status.activity.title,
            progress=status.progress,
        )
    return status


def commit(commitment: Commitment, *, by: Seat) -> Commitment:
    """A member gives hours or kronor to an activity, or changes what it gives. Raises Refused."""
    by.require("commit_to_activity", commitment)
    commitment.made_by = by.user.pk
    with refused_in_words():
        commitment.save()
        note(
            "commit_to_activity",
            commitment.activity,
            membership_id=commitment.membership_id,
            title=commitment.activity.title,
            hours=str(commitment.hours),
            kronor=str(commitment.kronor),
        )
    return commitment


def take_back(commitment: Commitment, *, by: Seat) -> None:
    """A member takes what it gave back, while the plan is a draft. Raises Refused."""
    by.require("commit_to_activity", commitment)
    with refused_in_words():
        note(
            "take_commitment_back",
            commitment.activity,
            membership_id=commitment.membership_id,
            title=commitment.activity.title,
        )
        commitment.delete()


def versions(text: PlanText) -> int:
    """The newest version's number of the same text in the same language; 0 before the first."""
    rows = PlanText.objects.filter(kind=text.kind, plan=text.plan_id, language=text.language)
    return rows.aggregate(n=Max("number"))["n"] or 0


def write_text(text: PlanText, *, base: int, by: Seat) -> PlanText:
    """Write a new version on the one that was read (`base`); raises Refused if it is old."""
    by.require("keep_operational_plan")
    if versions(text) != base:
        raise Refused(_("Somebody wrote another version meanwhile. Read it, and write yours anew."))
    text.number, text.made_by = base + 1, by.user.pk
    text.made_by_name = name_of(by)[:120]
    with refused_in_words():
        text.save()
        note("write_plan_text", text, kind=text.kind, number=text.number, language=text.language)
    return text
