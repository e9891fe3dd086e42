"""The page that describes the interface to people: what ``openapi.json`` tells programs."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.views.decorators.http import require_safe

from marsad.web.api.access import ANONYMOUS, CODE_ANONYMOUS, CODE_KEYED, KEYED
from marsad.web.api.describing import Described, described
from marsad.web.api.v1 import api


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """The page; what the interface says of itself is in English, the frame in the page's language."""
    root = f"{get_script_prefix()}api/v1/"
    told = {
        "described": _described(root),
        "root": root,
        "rates": {"read": (ANONYMOUS, KEYED), "code": (CODE_ANONYMOUS, CODE_KEYED)},
    }
    return render(request, "api/description.html", told)


@cache
def _described(root: str) -> Described:
    return described(api.get_openapi_schema(path_prefix=root))
