"""Addresses of reading without a network: ``pages`` stand in each language, ``plain`` are the same in all."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from marsad.web.readers.offline import views

pages: list[URLPattern | URLResolver] = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("without-network/", views.without_network, name="without-network"),
    path("kept-pages.json", views.pages, name="kept-pages"),
]
plain: list[URLPattern | URLResolver] = [path("worker.js", views.worker, name="worker")]
