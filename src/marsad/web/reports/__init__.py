"""Reports: their text with the evidence marked, their versions, and texts that people bring."""
