"""Django set up, for what reads requests."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marsad.web.settings")
django.setup()
