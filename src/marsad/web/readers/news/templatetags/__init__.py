"""Template tags of personal news."""
