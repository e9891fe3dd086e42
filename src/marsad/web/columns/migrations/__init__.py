"""Changes to the tables of the columns, in their order."""
