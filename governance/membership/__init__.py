"""A membership from application to resignation, the list of members at a date, certificates."""
