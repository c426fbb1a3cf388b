"""Writes of the member registers, one journey each."""
