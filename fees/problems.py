"""What the fees refuse, in sentences for the one who asked."""


class RunRefused(Exception):
    """The invoice run cannot go on; the message says why and what to do."""
