"""What is overdue: reminders in steps, respites, and aging."""
