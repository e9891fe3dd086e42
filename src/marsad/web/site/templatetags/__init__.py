"""Tags that word values for the reader."""
