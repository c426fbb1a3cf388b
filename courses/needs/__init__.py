"""The yearly needs assessment: campaigns, answers, wishes, candidates and what became of them."""
