"""Addresses of the work app: ``pages`` stand in each language, ``plain`` are the same in all."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from marsad.web.work import health, metrics
from marsad.web.work import pages as operating

pages: list[URLPattern | URLResolver] = [
    path("work/", operating.work, name="work"),
    path("work/changes/", operating.changes, name="work-changes"),
    path("work/retry/", operating.retry_task, name="work-retry"),
    path("work/discard/", operating.discard_task, name="work-discard"),
]
plain: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("metrics", metrics.metrics, name="metrics"),
]
