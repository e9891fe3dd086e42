"""The account's own pages: an overview, where it is signed in, taking everything along, leaving, inviting others."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marsad.web.readers.accounts import environment, invitations, sessions
from marsad.web.readers.accounts.export import export
from marsad.web.readers.accounts.forms import InvitationForm, LeaveForm
from marsad.web.readers.accounts.leaving import leave
from marsad.web.readers.asking import owner_of
from marsad.web.review.roles import administrators_only, may_administer
from marsad.web.work import audit

_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What the account is, and the ways to its other pages."""
    user = _user(request)
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    told = {
        "address": EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk").first(),
        "codes": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "signed_in": len(sessions.places(user, request.session.session_key)),
        "provider": environment.provider_name(),
        "may_invite": may_administer(user) and settings.MARSAD_REGISTRATION == environment.INVITE,
    }
    return render(request, "accounts/overview.html", told)


@login_required
@_PAGE
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where the account is signed in; a POST ends one of them (``number``), or all but this one."""
    user, here = _user(request), request.session.session_key
    if request.method == "POST":
        _end(request, user, here)
        return redirect("usersessions_list")
    return render(request, "accounts/sessions.html", {"places": sessions.places(user, here)})


@login_required
@require_safe
def taking(request: HttpRequest) -> HttpResponse:
    """What an export is."""
    return render(request, "accounts/export.html")


@require_POST
@login_required
@reauthentication_required
def take(request: HttpRequest) -> HttpResponseBase:
    """Everything the account owns, as a file."""
    return FileResponse(export(_user(request)), as_attachment=True, filename="marsad-export.zip")


@login_required
@_PAGE
@reauthentication_required
def leaving(request: HttpRequest) -> HttpResponse:
    """Delete the account, after its owner has shown once more who they are, and said so."""
    form = LeaveForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/leave.html", {"form": form}, status=422 if form.is_bound else 200)
    leave(request, _user(request))
    messages.success(request, _("Your account is deleted, with everything in it."))
    return redirect("today")


@administrators_only
@_PAGE
def inviting(request: HttpRequest) -> HttpResponse:
    """Invitations that wait, and a form to make one; its link is shown this once."""
    form = InvitationForm(request.POST or None, initial={"days": invitations.DAYS})
    link = ""
    if request.method == "POST" and form.is_valid():
        link = _invite(request, form.cleaned_data["days"], form.cleaned_data["email"])
    told = {"form": form, "link": link, "waiting": invitations.waiting(), "mode": settings.MARSAD_REGISTRATION}
    return render(request, "accounts/invitations.html", told)


@require_POST
@administrators_only
def uninvite(request: HttpRequest, number: int) -> HttpResponse:
    """End an invitation."""
    if invitations.revoke(number):
        messages.success(request, _("The invitation opens nothing any more."))
    return redirect("account-invitations")


def _end(request: HttpRequest, user: User, here: str | None) -> None:
    number = request.POST.get("number", "")
    if number.isdecimal() and len(number) < 19:
        ended = sessions.end(user, int(number))
    else:
        ended = bool(sessions.end_all(user, but=here))
    if ended:
        messages.success(request, _("Signed out there."))


def _invite(request: HttpRequest, days: int, email: str) -> str:
    user = _user(request)
    word = invitations.make(days, user)
    audit.record(user.get_username(), "account-invitations", f"for {days} days")  # to whom is nobody's business
    link = invitations.link(word, settings.MARSAD_SITE or request.build_absolute_uri("/").rstrip("/"))
    if email:
        get_adapter().send_mail("accounts/invitation", email, {"link": link, "days": days})
        messages.success(request, _("The invitation was sent."))
    return link


def _user(request: HttpRequest) -> User:
    return User.objects.get(pk=owner_of(request).pk)
