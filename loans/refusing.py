"""What the database refuses of a loan, by the name of its constraint, in sentences."""

from collections.abc import Mapping
from contextlib import AbstractContextManager

from django.utils.translation import gettext_lazy as _

from loans.rules import LoanRefused
from network.refusals import constraints_in_words

WHY: Mapping[str, object] = {
    "loans_extent_whole": _(
        "Together with another loan of the same person this is more than 100 per cent on some"
        " day. Choose other days, or a smaller extent."
    ),
    "loans_loan_other_authority": _("An authority does not lend to itself."),
    "loans_loan_days": _("The loan ends before it starts. Choose a later last day."),
    "loans_loan_consent": _(
        "The person's and their manager's consent are needed, and one of them is missing or was"
        " taken back."
    ),
    "loans_loan_limits": _(
        "The manager said yes within limits of days and extent, and the agreement goes beyond"
        " them. Keep within them, or ask the manager anew."
    ),
    "loans_loan_signed": _(
        "HR of both authorities sign one and the same version, with the days and the extent that"
        " the loan has."
    ),
    "loans_loan_longest": _(
        "That is longer than the rules allow without a new written assessment of the need."
    ),
    "loans_loan_extended": _(
        "A loan is extended after a new written assessment of the need, which the lending"
        " authority has agreed to."
    ),
    "loans_loan_order": _("The loan has gone on meanwhile. Look at it anew."),
    "loans_loan_days_stand": _(
        "The days of a signed loan stand. End it with notice, or ask for an extension."
    ),
    "loans_loan_first_day": _("The loan has not begun."),
    "loans_loan_last_day": _("The last day lies within the loan, and has passed when it ends."),
    "loans_part_stands": _("The extent of a signed loan stands."),
    "loans_part_one_extent": _("Two extents meet on the same day. Let the one end first."),
    "loans_part_days": _("A part ends before it starts. Choose a later last day."),
    "loans_part_percent": _("The extent is 1 to 100 per cent."),
    "loans_part_once": _("Two extents begin on the same day."),
    "loans_wording_stands": _("The agreement is signed by both, and stands."),
    "loans_wording_once": _("Somebody saved another version meanwhile."),
    "loans_signature_open": _("There is nothing to sign: the agreement stands or has ended."),
    "loans_signature_newest": _(
        "A newer version has been written meanwhile. Read that one before you sign."
    ),
    "loans_signature_once": _("Your side has signed already."),
    "loans_signature_signer": _(
        "Only somebody who is HR signer of that authority today can sign for it."
    ),
    "loans_consent_signed": _(
        "The loan is signed by both, so a consent cannot be taken back. It is ended with notice."
    ),
    "loans_interest_signed": _(
        "The loan is signed by both, so it is not withdrawn. It is ended with notice."
    ),
    "loans_early_end_one_open": _("A shorter notice waits for an answer already."),
    "loans_early_end_side": _("Each side speaks for itself."),
    "loans_evaluation_open": _("A loan is evaluated when it is over."),
    "loans_evaluation_side": _("Each of the three answers for itself."),
    "loans_review_one_open": _("An extension is under review already."),
    "loans_review_assessed": _("Write why the need remains, in at least a sentence."),
    "loans_review_side": _(
        "The borrowing authority writes the assessment, and the lending one answers."
    ),
    "loans_statement_days": _("The statement ends before it begins. Choose a later last day."),
    "loans_statement_days_once": _(
        "Some of those days stand on another statement. Choose the days that are left."
    ),
    "loans_statement_within": _(
        "Some of those days lie outside the loan. Choose days within it, from first to last."
    ),
    "loans_statement_stands": _(
        "The statement is sent or answered already, and stands. Look at it anew."
    ),
    "loans_statement_sum": _("Its lines have changed meanwhile. Look at it anew, and send it."),
    "loans_statement_answered_by": _("The borrowing authority answers the statement."),
    "loans_evaluation_once": _("That side has answered already."),
}


def refused_in_words(
    sentences: Mapping[str, object] = WHY,
) -> AbstractContextManager[None]:
    """A part of an action that is done whole, or not at all and refused with a sentence.

    `sentences` are those of an action that has its own words for some of the constraints; what
    they do not name stays a fault.
    """
    return constraints_in_words(sentences, LoanRefused)
