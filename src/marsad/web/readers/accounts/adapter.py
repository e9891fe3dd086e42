"""How allauth's flows behave here: who may sign up, what is counted, where letters and people are sent."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marsad.web.api.rates import asker
from marsad.web.readers.accounts import environment, invitations, limits
from marsad.web.readers.accounts.letters import letter

_WRONG: Final = gettext_lazy("This name and password do not belong together.")
_log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """allauth asks this for whatever a site may decide by itself; what is not here stays as allauth has it."""

    error_messages: Final = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _WRONG,
        "email_password_mismatch": _WRONG,
        "username_blacklisted": gettext_lazy("This name is kept for the observatory itself. Take another."),
        "username_taken": gettext_lazy("Somebody has this name already. Take another."),
        "incorrect_password": gettext_lazy("This is not the password."),
        "enter_current_password": gettext_lazy("This is not your present password."),
        "incorrect_code": gettext_lazy("This code is wrong, or its time is over."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Open to everybody, to whoever has an invitation, or to nobody."""
        if settings.MARSAD_REGISTRATION == environment.INVITE:
            return invitations.valid(_invitation(request))
        return bool(settings.MARSAD_REGISTRATION == environment.OPEN)

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Keep a new account, and use its invitation up: both or neither, and each invitation once."""
        with transaction.atomic():
            kept: User = super().save_user(request, user, form, commit)
            if settings.MARSAD_REGISTRATION == environment.INVITE and not invitations.use(_invitation(request)):
                raise ImmediateHttpResponse(render(request, "account/signup_closed.html"))
        return kept

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """An account keeps an address to write to: the last confirmed one stays."""
        others = EmailAddress.objects.filter(user_id=email_address.user_id, verified=True).exclude(pk=email_address.pk)
        return not email_address.verified or others.exists()

    def get_login_stages(self) -> list[str]:
        """allauth's, with our own idea of which accounts have an address to confirm."""
        ours = "marsad.web.readers.accounts.stages.ConfirmedStage"
        theirs = "allauth.account.stages.EmailVerificationStage"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Whoever guessed too often waits, whether or not there is such an account."""
        if wait := limits.wait(request, _name(credentials)):
            raise ImmediateHttpResponse(limits.too_many(request, wait))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a wrong password."""
        limits.failed(request, _name(credentials))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The account of these, if they belong together. A closed account reads like one that is not there."""
        found: User | None = super().authenticate(request, **credentials)
        if found is not None and not found.is_active:
            self.authentication_failed(request, **credentials)
            return None
        if found is not None:
            limits.passed(request, _name(credentials))
        return found

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """What a form says; too many wrong codes are answered with 429 instead."""
        if code in ("too_many_login_attempts", "rate_limited"):
            raise ImmediateHttpResponse(limits.too_many(context.request, limits.CODES))
        found: ValidationError = super().validation_error(code, *args)
        return found

    def get_client_ip(self, request: HttpRequest) -> str:
        """Who asks, by the address that the proxy middleware found."""
        return asker(request)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Only the script that signs in by passkey is answered in JSON."""
        return request.method == "GET" and request.headers.get("Accept") == "application/json"

    def is_safe_url(self, url: str) -> bool:
        """Whether somebody may be sent there: a page of ours, by its path alone. An open redirect leads anywhere."""
        secure = context.request.is_secure()
        own = url_has_allowed_host_and_scheme(url, {context.request.get_host()}, require_https=secure)
        return bool(url) and own and url.startswith("/")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter; a reader who waits for one is told if it could not be sent."""
        try:
            self._send(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            _log.exception("the mail server took no letter")
            raise ImmediateHttpResponse(_no_mail(self.request)) from error

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell an account's owner of a change. It stands whether or not the letter gets through; the log says so."""
        address = email or EmailAddress.objects.get_primary_email(user)
        if not address:
            return
        try:
            self._send(template_prefix, address, dict(context or {}))
        except (OSError, SMTPException):
            _log.exception("the mail server took no letter; what it told of was done")

    def _send(self, template: str, address: str, told: dict[str, Any]) -> None:
        made = letter(template, address, told, self.request)
        made.connection = get_connection()
        try:
            made.send()
        finally:
            made.connection.close()  # a refused conversation would stay open


def _name(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "")


def _invitation(request: HttpRequest) -> str:
    return request.POST.get(invitations.FIELD) or request.GET.get(invitations.FIELD) or ""


def _no_mail(request: HttpRequest) -> HttpResponse:
    told = _("The mail server does not answer, so that no letter could be sent. Try again later.")
    response = render(request, "site/error.html", {"status": 503, "message": told}, status=503)
    response["Retry-After"] = "300"
    return response
