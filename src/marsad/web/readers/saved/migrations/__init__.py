"""How the tables of saved articles came to be."""
