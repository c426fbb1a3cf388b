"""Tags of the courses."""
