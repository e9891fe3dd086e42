"""The ledger beside a table that people have coded: what is in both, only here, only there, and how counts differ."""
