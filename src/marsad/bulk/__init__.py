"""The same coder, resolver and ledger over archives of millions of reports, on Dask distributed."""
