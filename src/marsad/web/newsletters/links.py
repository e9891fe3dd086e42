"""The links of one subscriber: whole addresses, in the language of the letter."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from marsad.web.mail import site_address
from marsad.web.newsletters import tokens
from marsad.web.newsletters.models import Subscription


@dataclass(frozen=True, slots=True)
class Links:
    """Where to end a subscription, and where to change it."""

    leave: str
    manage: str


def links(subscription: Subscription) -> Links:
    """The links of a subscription."""
    site = site_address()
    with override(subscription.language):
        return Links(
            site + reverse("newsletter-leave", args=[tokens.leaving(subscription)]),
            site + reverse("newsletter-preferences", args=[tokens.managing(subscription.subscriber)]),
        )


def as_html(found: Links, language: str) -> str:
    """The links as the end of a letter has them."""
    with override(language):
        return render_to_string("newsletters/links.html", {"links": found})


def as_text(found: Links, language: str) -> str:
    """The same in plain text."""
    with override(language):
        return render_to_string("newsletters/links.txt", {"links": found})
