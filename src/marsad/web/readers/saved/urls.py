"""Addresses of saved articles: ``pages`` stand in each language, ``plain`` are the same in all."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from marsad.web.readers.saved import acts, comparing, moving, several, views

pages: list[URLPattern | URLResolver] = [
    path("saved/", views.saved, name="saved"),
    path("saved/add/", acts.add, name="saved-add"),
    path("saved/keep/", acts.keep, name="saved-keep"),
    path("saved/highlights/", views.highlights, name="saved-highlights"),
    path("saved/highlights/<int:number>/", acts.highlight, name="saved-highlight"),
    path("saved/several/", several.several, name="saved-several"),
    path("saved/tags/", several.tags, name="saved-tag-list"),
    path("saved/tags/<int:number>/", several.tag, name="saved-tag"),
    path("saved/moving/", moving.moving, name="saved-moving"),
    path("saved/moving/bring/", moving.bring, name="saved-bring"),
    path("saved/moving/fetch/", moving.fetch_waiting, name="saved-fetch"),
    path("saved/articles.<slug:ending>", moving.files, name="saved-files"),
    path("saved/<int:number>/article.<slug:ending>", moving.file, name="saved-file"),
    path("saved/<int:number>/", views.article, name="saved-article"),
    path("saved/<int:number>/compare/", comparing.compare, name="saved-compare"),
    path("saved/<int:number>/again/", acts.again, name="saved-again"),
    path("saved/<int:number>/state/", acts.state, name="saved-state"),
    path("saved/<int:number>/tags/", acts.tags, name="saved-tags"),
    path("saved/<int:number>/note/", acts.note, name="saved-note"),
    path("saved/<int:number>/mark/", acts.mark, name="saved-mark"),
    path("saved/<int:number>/delete/", acts.delete, name="saved-delete"),
]
plain: list[URLPattern | URLResolver] = []
