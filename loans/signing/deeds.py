"""What the journal says of the life of a loan."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "sign_loan": _("took a staff loan on: both have signed"),
        "start_loan": _("began a staff loan on its first day"),
        "extend_loan": _("extended a staff loan until %(day)s"),
        "end_loan": _("ended a staff loan, last day %(day)s"),
        "assess_loan_need": _("wrote that the need of a staff loan remains until %(until)s"),
        "answer_loan_review": _("answered whether a staff loan goes on"),
        "warn_of_loan_end": _("reminded both sides of the end of a staff loan"),
        "break_off_loan": _("broke off a staff loan with notice, last day %(day)s"),
        "ask_to_end_loan": _("asked to end a staff loan on %(day)s, sooner than the notice"),
        "answer_early_end": _("answered whether a staff loan ends sooner than the notice"),
        "drop_loan_draft": _("let the draft of a staff loan fall"),
        "evaluate_loan": _("evaluated a staff loan"),
        "close_loan": _("closed the evaluation of a staff loan"),
        "lay_loan_terms": _("wrote down the rules of staff loans from %(since)s"),
    }
)
