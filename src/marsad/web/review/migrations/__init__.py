"""The review app's tables: the groups that are its roles."""
