"""Addresses of the api app: ``pages`` stand in each language, ``plain`` are the same in all."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from marsad.web.api import v1
from marsad.web.api.access import guarded
from marsad.web.api.pages import description

pages: list[URLPattern | URLResolver] = [path("api/", description, name="api")]
plain: list[URLPattern | URLResolver] = [
    path("api/v1/", include((v1.patterns(), "ninja"), namespace="api-v1")),
    re_path(r"^api/v1(?:/.*)?$", guarded(v1.missing)),
]
