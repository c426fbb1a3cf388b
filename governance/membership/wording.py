"""What an application says on an agenda and in the register, and what the journal says of it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import MembershipApplication
from network.sentences import tell

tell(
    {
        "enter_application": gettext_lazy("entered the application of %(name)s"),
        "prepare_application": gettext_lazy("prepared the application of %(name)s"),
        "put_application_on_agenda": gettext_lazy(
            "put the application of %(name)s before %(body)s"
        ),
        "end_application": gettext_lazy("ended the application of %(name)s"),
        "admit_member": gettext_lazy("let %(name)s become a member by %(decision)s"),
        "lay_membership_terms": gettext_lazy("laid terms of membership from %(since)s"),
        "resign_membership": gettext_lazy("gave notice: %(name)s leaves after %(day)s"),
        "withdraw_resignation": gettext_lazy("took the notice of %(name)s back"),
        "end_membership": gettext_lazy("the membership of %(name)s ended %(day)s"),
        "issue_membership_certificate": gettext_lazy("had a certificate of membership made"),
    }
)


def _as_what(it: MembershipApplication) -> str:
    level = _("level %(level)s") % {"level": it.level} if it.level else ""
    return ", ".join(part for part in (str(it.get_wants_display()), level) if part)


def effect_words(it: MembershipApplication) -> str:
    """What a decision makes of it, in a line."""
    words: str = _("%(name)s joins (%(what)s)") % {"name": it.name, "what": _as_what(it)}
    return words[:300]


def proposal(it: MembershipApplication) -> str:
    """The decision as it is proposed."""
    facts = {"name": it.name, "what": _as_what(it), "day": it.since.isoformat() if it.since else ""}
    words: str = _("%(name)s is admitted to the network as %(what)s from %(day)s.") % facts
    return words
