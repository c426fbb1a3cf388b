"""Festivals and lookouts: calls, items, timetables and hosts."""
