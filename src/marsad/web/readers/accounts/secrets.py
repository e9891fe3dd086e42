"""Second factors: the seeds of their codes are kept encrypted, or whoever reads the database could use them."""

from __future__ import annotations

import base64
import hashlib
from typing import Final

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marsad.web.readers.accounts.environment import AccountsError

_PURPOSE: Final = b"marsad.web.readers.accounts.secrets"


class FactorAdapter(DefaultMFAAdapter):
    """allauth asks this about second factors."""

    error_messages: Final = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is wrong, or its time is over."),
        "unverified_email": gettext_lazy("Confirm your mail address first."),
    }

    def encrypt(self, text: str) -> str:
        """A secret as it is kept."""
        return _lock().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """A secret as it is used. Raises ``AccountsError`` if the site's key is not the one it was kept with."""
        try:
            return _lock().decrypt(encrypted_text.encode("ascii")).decode()
        except InvalidToken as error:
            told = "the second factors were kept with another secret key; put the file secret-key back"
            raise AccountsError(told) from error

    def get_totp_issuer(self) -> str:
        """What an authenticator app calls the site."""
        return _("Marsad")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What passkeys are bound to: the host's name."""
        return {**super().get_public_key_credential_rp_entity(), "name": _("Marsad")}

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """What a new passkey is called until its owner calls it otherwise."""
        return _("Passkey")


def _lock() -> Fernet:
    key = hashlib.blake2b(str(settings.SECRET_KEY).encode(), digest_size=32, person=_PURPOSE[:16]).digest()
    return Fernet(base64.urlsafe_b64encode(key))
