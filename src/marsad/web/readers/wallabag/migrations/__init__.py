"""How the tables of apps came to be."""
