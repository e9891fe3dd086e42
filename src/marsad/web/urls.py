"""All addresses: pages in Arabic without a prefix, in English under /en/; files and the interface in neither."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from marsad.web.api import urls as api
from marsad.web.browse import urls as browse
from marsad.web.ingest import urls as ingest
from marsad.web.newsletters import urls as newsletters
from marsad.web.readers.accounts import urls as accounts
from marsad.web.readers.news import urls as news
from marsad.web.readers.offline import urls as offline
from marsad.web.readers.saved import urls as saved
from marsad.web.readers.wallabag import urls as wallabag
from marsad.web.reports import urls as reports
from marsad.web.review import urls as review
from marsad.web.search import urls as search
from marsad.web.work import urls as work

urlpatterns = [
    path("", include("marsad.web.site.urls")),
    *browse.plain,
    *reports.plain,
    *search.plain,
    *review.plain,
    *api.plain,
    *accounts.plain,
    *news.plain,
    *saved.plain,
    *offline.plain,
    *wallabag.plain,
    *newsletters.plain,
    *ingest.plain,
    *work.plain,
    *i18n_patterns(
        *browse.pages,
        *reports.pages,
        *search.pages,
        *review.pages,
        *api.pages,
        *accounts.pages,
        *news.pages,
        *saved.pages,
        *offline.pages,
        *wallabag.pages,
        *newsletters.pages,
        *ingest.pages,
        *work.pages,
        prefix_default_language=False,
    ),
]
handler400 = "marsad.web.site.errors.bad_request"
handler403 = "marsad.web.site.errors.forbidden"
handler404 = "marsad.web.site.errors.not_found"
handler429 = "marsad.web.readers.accounts.limits.too_many"  # allauth asks for it
handler500 = "marsad.web.site.errors.broken"
