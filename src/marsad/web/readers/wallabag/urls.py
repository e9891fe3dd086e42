"""Addresses of the calls (``plain``; an app is told what stands before ``/api``) and of the page for apps."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from marsad.web.readers.wallabag import pages as own
from marsad.web.readers.wallabag import views

pages: list[URLPattern | URLResolver] = [
    path("saved/apps/", own.apps, name="saved-apps"),
    path("saved/apps/<int:number>/out/", own.let_out, name="saved-app-out"),
]
plain: list[URLPattern | URLResolver] = [
    path("wallabag/oauth/v2/token", views.token, name="wallabag-token"),
    path("wallabag/api/version", views.version),
    path("wallabag/api/version.json", views.version, name="wallabag-version"),
    path("wallabag/api/info", views.info),
    path("wallabag/api/info.json", views.info),
    path("wallabag/api/user.json", views.account),
    path("wallabag/api/tags.json", views.tags),
    path("wallabag/api/entries.json", views.entry_list, name="wallabag-entries"),
    path("wallabag/api/entries/exists.json", views.exists),
    path("wallabag/api/entries/<int:number>.json", views.entry),
    path("wallabag/api/entries/<int:number>/tags.json", views.entry_tags),
    path("wallabag/api/entries/<int:number>/export.<slug:ending>", views.file),
    path("wallabag/api/annotations/<int:number>.json", views.highlights),
]
