"""The notice board: needs and offers, search, saved searches, suggestions."""
