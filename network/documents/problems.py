"""Why a document could not be made, in words that a job can show."""

from django.utils.translation import gettext_lazy as _


class DocumentProblem(Exception):
    """A document was not made; `sentence` says why to the person who asked for it."""

    sentence = _("The document could not be made.")


class DocumentFault(DocumentProblem):
    """The template or a file it names is wrong: a fault of ours, not of the data."""


class DocumentTooLarge(DocumentProblem):
    """More rows, text or memory than one document may take."""

    sentence = _("The document would be too large. Choose fewer rows.")


class DocumentTooSlow(DocumentProblem):
    """The document took longer than one document may take."""

    sentence = _("The document took too long to make. Choose fewer rows, or try again.")


class DocumentsUnavailable(DocumentProblem):
    """This machine lacks the libraries that draw documents; everything else works."""

    sentence = _("The document could not be made: this server lacks the libraries for PDF.")
