"""The letter that asks an authority's own people what they wish to learn."""

from datetime import datetime, time

from django.utils import timezone

from courses.models import WishCall
from members.models import Person
from network.actions import letter
from network.links import write_link

PURPOSE = "courses.wish"


def ask(call: WishCall, to: Person) -> None:
    """What do you wish to learn next year?"""
    ends = timezone.make_aware(datetime.combine(call.closes_on, time.max))
    key = f"wish-asked-{call.pk}-{to.pk}"
    url = write_link(PURPOSE, call.pk, network=call.network, person_id=to.pk, expires_at=ends)
    context = {
        "year": call.campaign.year,
        "authority": call.membership.name,
        "words": call.words,
        "manager": to.is_manager,
        "day": call.closes_on,
        "url": url,
    }
    letter.send(
        key,
        "wish_asked",
        context,
        to=to.email,
        language=to.language,
        network=call.network,
        name="courses.wish_asked",
        person_id=to.pk,
        membership_id=call.membership_id,
    )
