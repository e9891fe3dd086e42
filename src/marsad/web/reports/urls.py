"""Addresses of the reports app: ``pages`` stand in each language, ``plain`` are the same in all."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter

from marsad.web.reports import coding, views
from marsad.web.reports.keys import KeyConverter

register_converter(KeyConverter, "report_key")

pages: list[URLPattern | URLResolver] = [
    path("report/<report_key:key>/", views.report, name="report"),
    path("report-versions/<report_key:key>/", views.versions, name="report-versions"),
    path("code/", coding.code_text, name="code-text"),
    path("code/keep/", coding.keep, name="code-keep"),
]
plain: list[URLPattern | URLResolver] = []
