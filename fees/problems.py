"""What the fees refuse, in sentences for the one who asked."""

from network.refusals import Refused


class RunRefused(Refused):
    """The invoice run cannot go on; the message says why and what to do."""
