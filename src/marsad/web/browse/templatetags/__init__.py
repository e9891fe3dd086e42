"""Tags that show incidents."""
