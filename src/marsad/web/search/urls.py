"""Addresses of the search app: ``pages`` stand in each language, ``plain`` are the same in all."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from marsad.web.search import views

pages: list[URLPattern | URLResolver] = [
    path("search/", views.search, name="search"),
    path("search/suggest.json", views.suggest, name="search-suggest"),
]
plain: list[URLPattern | URLResolver] = []
