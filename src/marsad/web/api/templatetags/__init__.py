"""Filters of the page that describes the interface."""
