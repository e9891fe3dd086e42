"""Template tags of saved articles."""
