"""Accounts that another site vouches for (OpenID Connect)."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from marsad.web.readers.accounts import environment


class VouchedAdapter(DefaultSocialAccountAdapter):
    """allauth asks this about accounts of a provider."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whether somebody whom the provider vouches for, and who has no account yet, gets one."""
        return bool(settings.MARSAD_OIDC_REGISTRATION == environment.OPEN)

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """The provider of the settings: rows of the database are not asked, so that no page can bring in another."""
        from allauth.socialaccount.adapter import _build_apps_from_settings

        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]
