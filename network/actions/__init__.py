"""Writes of the ground floor: errands, letters and jobs."""
