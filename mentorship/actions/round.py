"""Opening and changing a mentoring round."""

from members.models import Competence
from mentorship.models import MentorRound
from network.models.journal import note
from network.seat import Seat


def keep_round(kept: MentorRound, *, by: Seat) -> None:
    """Save a new or changed round."""
    new = kept.pk is None
    if new:
        Competence.objects.lay_usual()
    kept.save()
    note("open_round" if new else "change_round", kept, title=kept.title)
