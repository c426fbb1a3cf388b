"""What each member got and gave in a year, and what it cost (nyttoredovisning)."""
