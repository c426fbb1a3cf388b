"""Budget beside outcome."""
