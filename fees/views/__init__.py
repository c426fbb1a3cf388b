"""Pages of the fees."""
