"""Minutes written during the meeting, votes, disqualification, approval, and the paper of it."""
