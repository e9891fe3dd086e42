"""What a reader has of their own: an account, and what other apps keep for it."""
