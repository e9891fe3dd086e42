"""The tables of newsletters, step by step."""
