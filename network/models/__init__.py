"""The ground floor's records."""

from network.models.document import Document
from network.models.errand import Errand
from network.models.job import Job
from network.models.journal import JournalEntry
from network.models.letter import Letter
from network.models.link import MailLink
from network.models.network import Network
from network.models.submission import Submission
from network.models.user import User

__all__ = [
    "Document",
    "Errand",
    "Job",
    "JournalEntry",
    "Letter",
    "MailLink",
    "Network",
    "Submission",
    "User",
]
