"""Addresses of the api app: ``pages`` stand in each language, ``plain`` are the same in all."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

pages: list[URLPattern | URLResolver] = []
plain: list[URLPattern | URLResolver] = []
