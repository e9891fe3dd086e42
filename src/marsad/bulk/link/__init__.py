"""Incidents over more claims than one machine holds, the same as its ledger would make: see ``run``."""
