"""The tables of the worker, step by step."""
