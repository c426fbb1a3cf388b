"""Pages of the manager induction programme."""
