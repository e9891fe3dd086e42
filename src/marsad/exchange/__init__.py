"""Reports and codings in and out of files."""
