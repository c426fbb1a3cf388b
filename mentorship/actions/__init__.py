"""Writes of the mentoring programmes, one journey each."""
