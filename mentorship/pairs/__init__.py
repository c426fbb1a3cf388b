"""What becomes of a pair: answers, agreement, meetings, evaluations and the end."""
