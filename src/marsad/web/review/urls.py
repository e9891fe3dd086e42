"""Addresses of the review app: ``pages`` stand in each language, ``plain`` are the same in all."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from marsad.web.review import pages as desk
from marsad.web.review import trust

pages: list[URLPattern | URLResolver] = [
    path("review/", desk.review, name="review"),
    path("review/undo/", desk.undo, name="review-undo"),
    path("review/claim/<slug:key>/", desk.claim, name="review-claim"),
    path("review/claim/<slug:key>/judge/", desk.judge, name="review-judge"),
    path("trust/", trust.trust, name="trust"),
]
plain: list[URLPattern | URLResolver] = []
