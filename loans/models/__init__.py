"""Staff loans: notices, interest and consent, agreements, costs, and what is left to lend."""

from loans.models.address import AgreementAddress
from loans.models.agreement import AgreementFile, Comment, Signature, Wording
from loans.models.crisis import CanLend, Crisis, CrisisCall, JobAdvertisement
from loans.models.early_end import EarlyEnd
from loans.models.interest import Consent, Interest
from loans.models.loan import Evaluation, Loan, LoanPart, Review
from loans.models.notice import Approach, Notice, NoticeDraft, SavedSearch
from loans.models.party import OutsideParty, SisterNetwork
from loans.models.statement import Statement, StatementLine
from loans.models.terms import AgreementTemplate, LoanTerms

__all__ = [
    "AgreementAddress",
    "AgreementFile",
    "AgreementTemplate",
    "Approach",
    "CanLend",
    "Comment",
    "Consent",
    "Crisis",
    "CrisisCall",
    "EarlyEnd",
    "Evaluation",
    "Interest",
    "JobAdvertisement",
    "Loan",
    "LoanPart",
    "LoanTerms",
    "Notice",
    "NoticeDraft",
    "OutsideParty",
    "Review",
    "SavedSearch",
    "Signature",
    "SisterNetwork",
    "Statement",
    "StatementLine",
    "Wording",
]
