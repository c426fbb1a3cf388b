"""Rounds, their meetings, and the expressions of interest."""
