"""Charts as SVG that the server draws: they need no script, print well, and have their figures in a table beside."""
