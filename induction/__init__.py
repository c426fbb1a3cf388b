"""The manager induction programme: a year of courses and a mentor for every new manager.

It stands above courses and mentorship, which do not know each other.
"""
