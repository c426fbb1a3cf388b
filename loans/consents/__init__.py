"""Interest in a loan, the own manager's consent, and who is chosen."""
