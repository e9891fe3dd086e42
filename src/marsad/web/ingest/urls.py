"""Addresses of the ingest app: ``pages`` stand in each language, ``plain`` are the same in all."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from marsad.web.ingest import pages as views

pages: list[URLPattern | URLResolver] = [
    path("ingest/", views.ingest, name="ingest"),
    path("ingest/add/", views.add, name="ingest-add"),
    path("ingest/choose/", views.choose, name="ingest-choose"),
    path("ingest/bring/", views.bring, name="ingest-bring"),
    path("ingest/upload/", views.upload, name="ingest-upload"),
    path("ingest/<int:number>/", views.one_feed, name="ingest-feed"),
    path("ingest/<int:number>/act/", views.act, name="ingest-act"),
]
plain: list[URLPattern | URLResolver] = [path("ingest/feeds.opml", views.export, name="ingest-opml")]
