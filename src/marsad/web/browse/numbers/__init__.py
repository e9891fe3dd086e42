"""Incidents and casualties counted: over time, by type, by actor and by place."""
