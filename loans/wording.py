"""What the journal and the lists say of staff loans."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "write_notice": _("wrote the notice %(title)s"),
        "change_notice": _("changed the notice %(title)s"),
        "ask_to_publish_notice": _("asked HR to publish the notice %(title)s"),
        "publish_notice": _("published the notice %(title)s"),
        "close_notice": _("closed the notice %(title)s"),
        "reopen_notice": _("hung the notice %(title)s up again"),
        "remove_notice": _("threw away the unpublished notice %(title)s"),
        "approach_offer": _("asked to borrow: %(title)s"),
        "decline_approach": _("said no to an authority that would borrow: %(title)s"),
        "save_search": _("saved a search on the notice board"),
        "change_search": _("changed a saved search"),
        "forget_search": _("took a saved search away"),
        "stop_search_letters": _("stopped the letters about a saved search"),
        "open_crisis": _("turned crisis mode on: %(title)s"),
        "remind_in_crisis": _("reminded %(asked)s authorities in the crisis %(title)s"),
        "say_what_can_be_lent": _("said what can be lent in the crisis %(title)s"),
        "can_lend_nobody": _("said that nobody can be lent in the crisis %(title)s"),
        "take_back_lending": _("took back what could be lent in the crisis %(title)s"),
        "end_crisis": _("ended the crisis %(title)s"),
        "let_in_party": _("let a party outside the network in: %(party)s (%(why)s)"),
        "change_party": _("changed the party outside the network %(party)s"),
        "bring_in": _("entered somebody of %(party)s for %(notice)s; %(said_by)s consented there"),
        "add_sister_network": _("let %(sister)s see the wider notices"),
        "forget_interest": _("forgot an interest in %(notice)s that was half a year old"),
        "remove_sister_network": _("let %(sister)s see the notices no more"),
    }
)
