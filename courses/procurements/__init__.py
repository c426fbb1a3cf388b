"""Buying of courses: suppliers, procurements, contracts, limits and renewals."""
