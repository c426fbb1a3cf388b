"""Pages of the ground floor: jobs, documents, letters and the journal."""
