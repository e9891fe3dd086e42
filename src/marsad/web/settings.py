"""Django's settings. What a person may set comes from the environment: ``MARSAD_DATA`` and ``MARSAD_DATABASE``."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress

from django.utils.functional import SimpleLazyObject

from marsad.web.database import address, configured, data_folder

DEBUG = False
USE_TZ = True
INSTALLED_APPS = ["marsad.web.ledger"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MARSAD_ADDRESS = address()
DATABASES = {"default": configured(MARSAD_ADDRESS)}


def _secret() -> str:
    """The key that signs sessions and links: made on first use, readable by its owner alone."""
    path = data_folder() / "secret-key"
    with suppress(FileNotFoundError):
        return path.read_text(encoding="ascii")
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError), open(path, "x", encoding="ascii", opener=_private) as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


SECRET_KEY = SimpleLazyObject(_secret)  # commands that sign nothing need no key
