"""Accounts of readers: signing up and in, what guards an account, taking everything along, and leaving."""
