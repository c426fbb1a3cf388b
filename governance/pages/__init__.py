"""Pages and news of a network that anyone may read."""
