"""Letters of the accounts: plain text from a template, and a simple HTML page made of that text. Nothing is tracked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi

from marsad.web.mail import reply_to, sender

_LINK: Final = re.compile(r"https?://\S+")


def letter(template: str, address: str, told: Mapping[str, Any], request: HttpRequest) -> EmailMultiAlternatives:
    """A letter in the current language: ``template`` is the beginning of the names of its subject and its text.

    Links lead to the site's own address (``MARSAD_SITE``), where one is set, whatever name the page was asked under.
    """
    told = {name: at_home(value, request) for name, value in told.items()}
    subject = " ".join(render_to_string(f"{template}_subject.txt", told).split())  # a header is one line
    text = render_to_string(f"{template}_message.txt", told).strip() + "\n"
    headers = {
        "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday notes in answer
        "Content-Language": get_language() or settings.LANGUAGE_CODE,
    }
    made = EmailMultiAlternatives(subject, text, sender(), [address], reply_to=[reply_to()], headers=headers)
    made.attach_alternative(_page(subject, text), "text/html")
    return made


def at_home(value: Any, request: HttpRequest) -> Any:
    """A link of ours under the site's own address; all else as it is."""
    asked = request.build_absolute_uri("/")
    if not settings.MARSAD_SITE or not isinstance(value, str) or not value.startswith(asked):
        return value
    return f"{settings.MARSAD_SITE}/{value.removeprefix(asked)}"


def _page(subject: str, text: str) -> str:
    """The text as HTML: each paragraph one, a paragraph that is a link alone a button."""
    paragraphs = [(part, bool(_LINK.fullmatch(part))) for part in map(str.strip, text.split("\n\n")) if part]
    direction = "rtl" if get_language_bidi() else "ltr"
    told = {"subject": subject, "paragraphs": paragraphs, "language": get_language(), "direction": direction}
    return render_to_string("accounts/letter.html", told)
