"""What a round gave: applicants, pairs, satisfaction, effect and cost."""
