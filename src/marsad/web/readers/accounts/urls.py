"""Addresses of accounts. The names are allauth's where the page is, for its flows lead from one to the next by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from allauth.account import views as account
from allauth.socialaccount import views as vouched
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.cache import never_cache

from marsad.web.readers.accounts import entering
from marsad.web.readers.accounts import pages as own

_KEY = r"(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)"

_entering: list[URLPattern | URLResolver] = [
    path("sign-in/", entering.sign_in, name="account_login"),
    path("sign-out/", entering.sign_out, name="account_logout"),
    path("sign-up/", entering.sign_up, name="account_signup"),
    path("account/closed/", account.account_inactive, name="account_inactive"),
    path("account/email/sent/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^account/email/confirm/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("account/password/reset/", account.password_reset, name="account_reset_password"),
    path("account/password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        rf"^account/password/reset/{_KEY}/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
_guarding: list[URLPattern | URLResolver] = [
    path("account/email/", account.email, name="account_email"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/set/", account.password_set, name="account_set_password"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path(
        "account/confirm/code/",
        account.request_reauthentication_code,
        name="account_request_reauthentication_code",
    ),
    path(
        "account/confirm/code/enter/",
        account.confirm_reauthentication_code,
        name="account_confirm_reauthentication_code",
    ),
    path("account/factors/", include("allauth.mfa.urls")),
]
_vouched: list[URLPattern | URLResolver] = [
    path("account/providers/", vouched.connections, name="socialaccount_connections"),
    path("account/providers/sign-up/", vouched.signup, name="socialaccount_signup"),
    path("account/providers/cancelled/", vouched.login_cancelled, name="socialaccount_login_cancelled"),
    path("account/providers/error/", vouched.login_error, name="socialaccount_login_error"),
]
_own: list[URLPattern | URLResolver] = [
    path("account/", own.overview, name="account"),
    path("account/sessions/", own.signed_in, name="usersessions_list"),
    path("account/export/", own.taking, name="account-export"),
    path("account/export/file/", own.take, name="account-export-file"),
    path("account/delete/", own.leaving, name="account-delete"),
    path("account/invitations/", own.inviting, name="account-invitations"),
    path("account/invitations/<int:number>/revoke/", own.uninvite, name="account-uninvite"),
]


def _unkept(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    """The same pages, told to caches as nobody's to keep: whoever sits down next must not find them by going back."""
    for one in patterns:
        if isinstance(one, URLPattern):
            yield URLPattern(one.pattern, never_cache(one.callback), one.default_args, one.name)
        else:
            yield URLResolver(one.pattern, list(_unkept(one.url_patterns)))


pages = list(_unkept([*_entering, *_guarding, *_vouched, *_own]))
# One address whatever the language: providers are told it once.
plain: list[URLPattern | URLResolver] = [
    path("sign-in/with/<slug:provider_id>/", entering.vouch, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", entering.vouched, name="openid_connect_callback"),
]
