"""Contributions in kind: hours and places that members give, and what they are worth."""
