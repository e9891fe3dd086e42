"""All addresses: pages in Arabic without a prefix, in English under /en/; files and the interface in neither."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from marsad.web.api import urls as api
from marsad.web.browse import urls as browse
from marsad.web.reports import urls as reports
from marsad.web.review import urls as review
from marsad.web.search import urls as search

urlpatterns = [
    path("", include("marsad.web.site.urls")),
    *browse.plain,
    *reports.plain,
    *search.plain,
    *review.plain,
    *api.plain,
    *i18n_patterns(
        *browse.pages, *reports.pages, *search.pages, *review.pages, *api.pages, prefix_default_language=False
    ),
]
handler400 = "marsad.web.site.errors.bad_request"
handler403 = "marsad.web.site.errors.forbidden"
handler404 = "marsad.web.site.errors.not_found"
handler500 = "marsad.web.site.errors.broken"
