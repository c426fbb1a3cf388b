"""Documents are drawn from plain facts: no database."""

from tests.documents.bare import configure

configure()
