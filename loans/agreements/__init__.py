"""The agreement: clauses, wordings, what differs between them, comments, the paper."""
