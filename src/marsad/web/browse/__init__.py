"""The pages that everybody reads: incidents by day, on the map, in numbers; places, actors and sources."""
