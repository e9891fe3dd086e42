"""What every template is given."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from marsad.web.site.choices import chosen
from marsad.web.site.navigation import entries


def frame(request: HttpRequest) -> dict[str, Any]:
    """The reader's choices, the bar, the language, and the same page in the other one."""
    language = get_language() or "ar"
    other = "en" if language == "ar" else "ar"
    return {
        "choices": chosen(request.COOKIES),
        "navigation": list(entries(getattr(request, "user", AnonymousUser()))),
        "language": language,
        "other_language": other,
        "other_address": translate_url(request.get_full_path(), other),
    }
