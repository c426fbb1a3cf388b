"""Pages of staff loans."""
