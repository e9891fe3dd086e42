"""Changes to the tables of the search, in their order."""
