"""The tables of loading."""
