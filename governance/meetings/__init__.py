"""Meetings: notice, agenda from open items, papers, attendance, and the list of actions."""
