"""Parties outside the network and sister networks."""
