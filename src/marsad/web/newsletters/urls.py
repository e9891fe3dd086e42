"""Addresses of the newsletters app: ``pages`` stand in each language, ``plain`` are the same in all."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from marsad.web.newsletters import archiving, hook, operating, own
from marsad.web.newsletters import pages as public

_LETTERS = {
    "letter": ("newsletter", public.letter_page),
    "subscribe": ("newsletter-subscribe", public.subscribe),
    "preview": ("newsletter-preview", archiving.preview),
    "issues": ("newsletter-issues", archiving.issues),
}

pages: list[URLPattern | URLResolver] = [
    path("newsletters/", public.newsletters, name="newsletters"),
    path("newsletters/asked/", public.asked_page, name="newsletter-asked"),
    path("newsletters/issue/<slug:key>/", archiving.issue, name="newsletter-issue"),
    path("newsletters/issue/<slug:key>/letter.html", archiving.issue_document, name="newsletter-document"),
    path("newsletters/confirm/<slug:token>/", own.confirm, name="newsletter-confirm"),
    path("newsletters/leave/<slug:token>/", own.leave, name="newsletter-leave"),
    path("newsletters/preferences/<slug:token>/", own.preferences, name="newsletter-preferences"),
    path("newsletters/operate/", operating.operate, name="newsletters-operate"),
    path("newsletters/operate/lift/", operating.lift_address, name="newsletters-lift"),
    path("newsletters/feed/<slug:kind>.atom", archiving.feed, name="newsletter-feed"),
    path("newsletters/feed/<slug:kind>/<path:about>.atom", archiving.feed, name="newsletter-feed"),
]
for _part, (_name, _view) in _LETTERS.items():
    pages += [
        path(f"newsletters/{_part}/<slug:kind>/", _view, name=_name),
        path(f"newsletters/{_part}/<slug:kind>/<path:about>/", _view, name=_name),
    ]
plain: list[URLPattern | URLResolver] = [
    path("newsletters/hook", hook.hook, name="newsletter-hook"),
]
