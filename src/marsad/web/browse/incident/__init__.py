"""The page of an incident: who tells what of it, what is disputed, and what it is tied to."""
