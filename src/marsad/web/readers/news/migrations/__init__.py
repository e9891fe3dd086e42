"""How the tables of personal news came to be."""
