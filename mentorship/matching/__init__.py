"""Who may be paired with whom, how well, and the best for all: plain data."""
