"""The ledger in a database: its tables, and the store that the pure part works through."""
