"""The incidents of the ledger as columns in memory: what pages filter, count and sum while somebody waits.

A table of a hundred thousand rows takes a database half a second to add up, and NumPy a few thousandths. The columns
follow the ledger: whoever writes incidents notes their numbers (``touched``), and what was noted is read anew when the
next page asks (``keeping``). The ledger's tables stay the only truth.
"""
