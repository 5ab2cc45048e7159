"""What staff see after signing in. For now: feedback, unanswered questions, signs of life."""
