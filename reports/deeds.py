"""What the journal says of the reports."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "recount_year": _("counted %(year)s again, since something had been corrected"),
        "prepare_survey": _("prepared the benefit survey %(year)s"),
        "change_survey": _("changed the benefit survey %(year)s"),
        "open_survey": _("asked the members what the network gave them in %(year)s"),
        "remind_of_survey": _("reminded %(members)s members of the benefit survey"),
        "close_survey": _("closed the benefit survey %(year)s"),
        "answer_survey": _("answered the benefit survey %(year)s"),
        "answer_survey_again": _("changed the answer to the benefit survey %(year)s"),
        "add_survey_question": _("added the question “%(question)s”"),
        "change_survey_question": _("changed the question “%(question)s”"),
        "remove_survey_question": _("took the question “%(question)s” away"),
        "add_market_price": _("wrote a market price of %(course)s"),
        "change_market_price": _("changed the market price of %(course)s"),
        "remove_market_price": _("took the market price of %(course)s away"),
        "write_report_text": _("wrote version %(number)s of a text in the annual report %(year)s"),
        "make_edition": _("made edition %(number)s of a report of %(year)s"),
    }
)
