"""The table of django-tasks-db, made in one step."""
