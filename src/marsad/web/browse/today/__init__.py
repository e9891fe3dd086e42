"""The list of incidents: the first page, its feed and its files."""
