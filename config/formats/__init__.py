"""How dates, times and numbers are written and read, in place of Django's own formats."""
