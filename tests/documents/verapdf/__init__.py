"""The bench that puts every PDF through veraPDF: PDF/UA-1 and PDF/A-3a."""

from tests.documents.verapdf.bench import Verdict, check

__all__ = ["Verdict", "check"]
