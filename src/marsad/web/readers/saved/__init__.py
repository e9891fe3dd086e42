"""Saved articles: reports, incidents and outside pages that a reader keeps, each with its text as it was then."""
