"""The operational plan: goals, activities, commitments, and how it went."""
