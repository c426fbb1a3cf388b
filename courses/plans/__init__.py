"""The year's plan: its inputs, the programme that makes it, the council's decisions, publishing."""
