"""Writes of the manager induction programme, one journey each."""
