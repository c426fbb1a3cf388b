"""Pages of the mentoring programmes."""
