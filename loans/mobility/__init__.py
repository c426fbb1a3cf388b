"""All ways to move, in one list for an employee."""
