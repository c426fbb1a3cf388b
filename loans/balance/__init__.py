"""Days lent and borrowed, the skills pool, regional crisis mode."""
