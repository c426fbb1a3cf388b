"""Payments and bank files: what they are for, and what is left to place by hand."""
