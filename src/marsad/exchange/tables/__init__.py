"""The ledger as tables: their columns, each with its meaning, and the files they are written to."""
