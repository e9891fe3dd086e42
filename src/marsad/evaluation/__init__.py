"""The scorer of the coding guide and its report."""
