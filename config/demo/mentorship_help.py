"""Help for those without a mentor: one who was asked, and an exception in the round under way."""

from config.demo.cast import VN
from config.demo.seeding import Demo
from mentorship.actions import ask_help, except_rule
from mentorship.board.position import position_of
from mentorship.helping.offers import offers_for
from mentorship.models import Interest, MentorRound, Pair
from network import scope
from network.models import User
from network.seat import Seat


def seed(demo: Demo) -> None:
    """Ask the best mentor for one place more, and tell of an exception in the report."""
    if demo.slug != VN:
        return
    karin = User.objects.get(email=demo.person("karin").email)
    by = Seat(karin, demo.network, scope.current())
    found = MentorRound.objects.open_on(demo.today).get()
    position = position_of(found)
    alone = Interest.objects.filter(pk__in=position.without_mentor(), answer__approved=True)
    for mentee in alone.select_related("round").order_by("pk"):
        offers = offers_for(position, mentee.pk)
        for offer in (*offers.pool, *offers.places[:1])[:1]:
            asked = Interest.objects.select_related("person").get(pk=offer.who.interest_id)
            ask_help.ask_help(mentee, asked, offer.kind, by=by)
    running = MentorRound.objects.filter(starts__lte=demo.today, ends__gte=demo.today).first()
    pair = Pair.objects.filter(round=running, started_at__isnull=False).order_by("pk").first()
    if pair is not None:
        excepted = Interest.objects.select_related("round").get(pk=pair.mentee_id)
        reason = "Hade vikarierat som chef i ett halvår innan tillsättningen."
        except_rule.except_rule(excepted, "months", reason, by=by)
