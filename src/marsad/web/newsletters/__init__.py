"""Newsletters: made from the ledger, subscribed to by e-mail alone, delivered once each."""
