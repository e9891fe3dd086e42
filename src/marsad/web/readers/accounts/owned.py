"""What an account itself owns: how it is taken along. All of it goes with the account's row."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from marsad.web.api.models import ApiKey
from marsad.web.readers.accounts.models import Invitation
from marsad.web.readers.owned import Owner, Part, owned


@owned("account")
def account(owner: Owner) -> Iterator[Part]:
    """The account, its addresses, what guards it (not the secrets themselves), and where it is signed in."""
    user = owner.user
    yield "account.json", [_account(owner)]
    yield "addresses.json", EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary")
    yield "factors.json", _factors(owner)
    yield (
        "providers.json",
        SocialAccount.objects.filter(user=user)
        .order_by("pk")
        .values("provider", "uid", "last_login", "date_joined", "extra_data"),
    )
    yield (
        "sessions.json",
        UserSession.objects.filter(user=user).order_by("pk").values("ip", "user_agent", "created_at", "last_seen_at"),
    )


@owned("api")
def keys(owner: Owner) -> Iterator[Part]:
    """Keys to the programming interface: which, not what they are."""
    rows = ApiKey.objects.filter(owner=owner.user).order_by("pk")
    yield "keys.json", rows.values("number", "name", "made", "used", "revoked")


@owned("invitations")
def invitations(owner: Owner) -> Iterator[Part]:
    """Invitations that an administrator made."""
    rows = Invitation.objects.filter(maker=owner.user).order_by("pk")
    yield "invitations.json", rows.values("made", "expires", "used")


def _account(owner: Owner) -> dict[str, object]:
    user = owner.user
    return {
        "name": user.username,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "roles": sorted(user.groups.values_list("name", flat=True)),
        "joined": user.date_joined,
        "last_sign_in": user.last_login,
    }


def _factors(owner: Owner) -> Iterator[dict[str, object]]:
    for one in Authenticator.objects.filter(user=owner.user).order_by("pk"):
        name = one.wrap().name if one.type == Authenticator.Type.WEBAUTHN else ""
        yield {"type": one.type, "name": name, "made": one.created_at, "used": one.last_used_at}
