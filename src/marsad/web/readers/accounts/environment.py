"""What the environment says of accounts: who may make one, who vouches for them, whom a proxy speaks for."""

from __future__ import annotations

import os
from typing import Any, Final
from urllib.parse import urlsplit

from marsad.model import MarsadError

OPEN: Final = "open"
INVITE: Final = "invite"
CLOSED: Final = "closed"
_WAYS: Final = (OPEN, INVITE, CLOSED)
PROVIDER: Final = "oidc"  # a part of the address that the provider sends people back to
_SECURE: Final = ("https",)
_NEAR: Final = ("localhost", "127.0.0.1", "::1")  # a provider on this machine may speak without TLS


class AccountsError(MarsadError):
    """A setting of accounts that cannot be; the message says which and how to mend it."""


def registration(variable: str = "MARSAD_REGISTRATION", usual: str = OPEN) -> str:
    """Who may make an account: everybody, those with an invitation, or nobody. Raises ``AccountsError``."""
    written = os.environ.get(variable) or usual
    if written not in _WAYS:
        raise AccountsError(f"{written!r} in {variable} is none of {', '.join(_WAYS)}")
    return written


def providers() -> dict[str, Any]:
    """allauth's ``SOCIALACCOUNT_PROVIDERS``: the one OpenID Connect provider of ``MARSAD_OIDC_*``, or none.

    Raises ``AccountsError`` where only a part of it is said.
    """
    names = ("MARSAD_OIDC_URL", "MARSAD_OIDC_CLIENT", "MARSAD_OIDC_SECRET")
    values = [os.environ.get(name, "") for name in names]
    if not any(values):
        return {}
    missing = [name for name, value in zip(names, values, strict=True) if not value]
    if missing:
        raise AccountsError(f"a provider of accounts needs {', '.join(missing)} as well")
    parts = urlsplit(values[0])
    if not parts.hostname or (parts.scheme not in _SECURE and parts.hostname not in _NEAR):
        raise AccountsError(f"{values[0]!r} in MARSAD_OIDC_URL is no address of a provider; write https://…")
    app = {
        "provider_id": PROVIDER,
        "name": os.environ.get("MARSAD_OIDC_NAME") or parts.hostname,
        "client_id": values[1],
        "secret": values[2],
        "settings": {"server_url": values[0]},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def provider_name() -> str:
    """What the provider is called on the button; empty where there is none."""
    apps = providers().get("openid_connect", {}).get("APPS", ())
    return str(apps[0]["name"]) if apps else ""


def proxy_header() -> str:
    """The header by which the proxy in front tells a reader's address, as WSGI names it; empty without a proxy.

    >>> proxy_header()
    ''
    """
    written = os.environ.get("MARSAD_PROXY_HEADER", "").strip()
    return f"HTTP_{written.upper().replace('-', '_')}" if written else ""
