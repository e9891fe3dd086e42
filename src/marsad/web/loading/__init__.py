"""An archive that was linked elsewhere, put into the ledger's store."""
