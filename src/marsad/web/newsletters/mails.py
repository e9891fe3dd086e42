"""The two mails of a subscription that are no letters: to confirm it, and that it is there already."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from marsad.web.mail import reply_to, sender, site_address
from marsad.web.newsletters import tokens
from marsad.web.newsletters.letters import letter
from marsad.web.newsletters.models import Subscription
from marsad.web.newsletters.wording import one_line


def confirm(subscription: Subscription) -> None:
    """Ask whoever reads the address to confirm; the link changes nothing before a button is pressed."""
    with override(subscription.language):
        link = site_address() + reverse("newsletter-confirm", args=[tokens.confirming(subscription)])
        _send(subscription, _("Confirm your newsletter: %(title)s"), "confirm", link)


def known(subscription: Subscription) -> None:
    """Say that the letter is subscribed to already, and where to change that."""
    with override(subscription.language):
        link = site_address() + reverse("newsletter-preferences", args=[tokens.managing(subscription.subscriber)])
        _send(subscription, _("You get this newsletter already: %(title)s"), "known", link)


def _send(subscription: Subscription, subject: str, name: str, link: str) -> None:
    title = letter(subscription.kind, subscription.about).full_title
    told = {"title": title, "link": link, "days": tokens.VALID.days}
    EmailMessage(
        one_line(subject % {"title": title}),
        render_to_string(f"newsletters/mail_{name}.txt", told),
        sender(),
        [subscription.subscriber.address],
        reply_to=[reply_to()],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
