"""The pages by which one comes in and goes out: allauth's, answering as the rest of the site does."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.views import LoginView, SignupView, logout
from allauth.socialaccount.providers.openid_connect import views as provider
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import activate
from django.views.decorators.http import require_http_methods, require_POST

from marsad.web.readers.accounts import environment, invitations

_LANGUAGE: Final = "marsad-language"  # in the session


class SignInView(LoginView):
    """The form to sign in, and what becomes of it: 401 for a name and a password that do not belong together."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """The form once more."""
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=401)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """allauth's, and whether others may vouch for somebody."""
        told = {"provider": environment.provider_name(), "open": settings.MARSAD_REGISTRATION == environment.OPEN}
        return {**super().get_context_data(**kwargs), **told}


class SignUpView(SignupView):
    """The form to make an account. A refused one is shown again with 422."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """The form once more."""
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)
        return response

    def get_initial(self) -> dict[str, Any]:
        """What stands in the form at first: the invitation of the link."""
        return {**super().get_initial(), invitations.FIELD: self.request.GET.get(invitations.FIELD, "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """allauth's, and whether others may vouch for somebody."""
        return {**super().get_context_data(**kwargs), "provider": environment.provider_name()}


def vouch(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to the site that is to vouch for them; the language of the page is remembered meanwhile."""
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        request.session[_LANGUAGE] = language
        activate(language)
    response: HttpResponse = provider.login(request, provider_id)
    return response


def vouched(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take somebody back whom the other site vouches for."""
    activate(request.session.get(_LANGUAGE, settings.LANGUAGE_CODE))
    response: HttpResponse = provider.callback(request, provider_id)
    return response


sign_in = require_http_methods(["GET", "HEAD", "POST"])(SignInView.as_view())
sign_up = require_http_methods(["GET", "HEAD", "POST"])(SignUpView.as_view())


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; no link does."""
    response: HttpResponse = logout(request)
    return response
