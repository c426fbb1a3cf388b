"""Invoice runs: their lists, letters and pages."""
