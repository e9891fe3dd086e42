"""Maps that the server draws, from boundaries in the package: for pages without script, print, letters and files."""
