"""The Django project: what is stored, and the pages that people look at."""
