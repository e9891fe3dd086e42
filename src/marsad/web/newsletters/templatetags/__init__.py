"""What the templates of letters need."""
