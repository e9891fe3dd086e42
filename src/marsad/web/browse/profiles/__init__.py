"""The registers and what the ledger shows of each place, actor and source."""
