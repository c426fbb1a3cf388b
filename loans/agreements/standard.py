"""The portal's own wording of each standard clause, where a network has written none.

Sources: 6 and 8 §§ of myndighetsförordningen (2007:515), Arbetsgivarverket's text on staff loans,
and for other parties than the State the duty to work of the own employer alone.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from loans.agreements.clauses import Words
from loans.rules import Legal

TITLES: Mapping[str, Words] = {
    Legal.STATE: _("Agreement on a staff loan between state agencies"),
    Legal.OTHERS: _("Agreement on a staff loan with a party outside the State"),
}
SOURCES: Mapping[str, Words] = {
    Legal.STATE: _("The portal's wording, after Arbetsgivarverket's text on staff loans"),
    Legal.OTHERS: _("The portal's wording for parties outside the State"),
}
_BOTH: Mapping[str, Words] = {
    "extension": _(
        "The loan ends on its last day without notice. It may be made longer only after a new "
        "written assessment of the need, by a new agreement that both parties sign, never "
        "automatically. A need that lasts is met by ordinary recruitment."
    ),
    "leading": _(
        "The employment stays with the lender. During the loan the borrower leads and distributes "
        "the work; matters of employment are the lender's. The loan is no leave of absence and no "
        "fixed-term employment."
    ),
    "environment": _(
        "The borrower answers for the work environment at the place of work, and introduces the "
        "employee to its rules and routines. The lender keeps its responsibility as an employer. "
        "The parties tell each other of accidents and risks at once."
    ),
    "working_time": _(
        "The lender's collective agreement on working hours holds. The hours are laid out together "
        "with the manager at the borrower. Overtime is ordered only when both parties have agreed."
    ),
    "time_reporting": _(
        "The employee reports time and absence in the lender's system. The lender's manager says "
        "before the first day how, and with which codes."
    ),
    "holiday": _(
        "Holiday is planned together with the manager at the borrower and applied for at the "
        "lender, who grants it."
    ),
    "sickness": _(
        "The employee reports sickness on the first day to both the borrower and the lender. The "
        "lender pays sick pay and answers for rehabilitation."
    ),
    "salary_basis": _(
        "The lender pays salary and all benefits of employment throughout the loan. What the "
        "borrower pays is counted to the day from the monthly salary with its overhead, by the "
        "extent that the agreement says. Days of absence without cost to the lender are taken off."
    ),
    "travel": _(
        "The borrower pays travel and allowances in its own service, by the agreements that hold "
        "for the employee. Travel between home and the place of work is not paid."
    ),
    "equipment": _(
        "The borrower gives the employee the workplace, equipment, access cards and permissions "
        "that the work needs, and ends them on the last day. What is lent is given back that day."
    ),
    "rights": _(
        "The right to what the employee makes in the work during the loan is the borrower's, to "
        "the extent that it would have been the employer's. The lender may use what the employee "
        "has learnt."
    ),
    "notice": _(
        "Either party may end the loan in writing, with the notice that stands here, without "
        "giving a reason. The employee then returns to their ordinary work."
    ),
    "early_end": _(
        "The loan ends at once if the employment ends. The parties may agree on an earlier last "
        "day in writing. What the borrower owes is counted to the last day."
    ),
}
_STATE: Mapping[str, Words] = {
    "duty": _(
        "The tasks lie within the employee's duty to work. They fit the employee's competence, and "
        "are not essentially different in complexity and responsibility from the ordinary ones."
    ),
    "secrecy": _(
        "The borrower's rules of secrecy hold for the employee during the loan and after it "
        "(offentlighets- och sekretesslagen, 2009:400). The borrower tells which they are before "
        "the first day. The employee takes no information with them between the authorities."
    ),
    "conflicts": _(
        "The employee takes no part in matters of the borrower that concern the lender, nor the "
        "other way round, where there is a conflict of interest. Second jobs are reported to the "
        "lender, who tells the borrower what matters for the work."
    ),
}
_OTHERS: Mapping[str, Words] = {
    "duty": _(
        "The duty to work covers the own employer's work alone. The tasks therefore follow from "
        "what the employee has agreed to, and may not be changed without the employee's consent."
    ),
    "secrecy": _(
        "The rules of secrecy that hold at the borrower are told to the employee before the first "
        "day. Where the borrower is not covered by offentlighets- och sekretesslagen (2009:400), "
        "the borrower and the employee sign a promise of confidentiality of their own. The "
        "employee takes no information with them between the parties."
    ),
    "conflicts": _(
        "The employee takes no part in matters of one party that concern the other. The lender has "
        "examined that the loan harms no confidence in the authority. Second jobs are reported to "
        "the lender, who tells the borrower what matters for the work."
    ),
    "insurance": _(
        "The lender's insurance for injury at work and on official journeys holds where its terms "
        "say so; the parties have checked it before signing. The borrower insures the employee for "
        "what that does not cover, and liability for damage to others in the borrower's work."
    ),
    "consent": _(
        "The employee has consented to the loan after reading this agreement. The consent is "
        "written down in the portal, and may be taken back with the notice that stands here."
    ),
}


def standard_words(legal: str) -> dict[str, str]:
    """The portal's own text of each standard clause, in the language that is active."""
    own = _STATE if legal == Legal.STATE else _OTHERS
    return {code: str(words) for code, words in {**_BOTH, **own}.items()}
