"""Where mail goes, from whom, and which address its links begin with: all of it said by the environment."""

from __future__ import annotations

import os
from email.utils import formataddr, parseaddr
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from marsad.model import MarsadError
from marsad.web.database import data_folder, shown

MAIL: Final = "MARSAD_MAIL_URL"
FROM: Final = "MARSAD_MAIL_FROM"
REPLY: Final = "MARSAD_MAIL_REPLY_TO"
SITE: Final = "MARSAD_SITE"
_HERE: Final = "http://127.0.0.1:8000"  # where `marsad serve` listens unless told otherwise
_NOBODY: Final = "Marsad <marsad@localhost>"
_HOW: Final = "write smtp+tls://USER:PASSWORD@HOST:587, smtps://…:465, smtp://HOST:25 or outbox:///FOLDER"
_PORTS: Final = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
_PATIENCE: Final = 30  # seconds to wait for a mail server, unless the address says ?timeout=


class MailError(MarsadError):
    """A setting of mail that cannot be; the message says which and how to mend it."""


def mail_settings(url: str | None = None) -> dict[str, Any]:
    """Django's ``EMAIL_*`` settings for the mail server at an address; without one ``MARSAD_MAIL_URL``, else files.

    ``smtp+tls`` turns to TLS after the greeting (STARTTLS), ``smtps`` speaks it from the first byte, ``smtp`` never
    does. ``outbox:///FOLDER`` writes files; the folder ``outbox`` under the data folder is what nothing set means.
    Raises ``MailError`` for an address of no known kind.
    """
    url = os.environ.get(MAIL, "") if url is None else url
    if not url:
        return _files(data_folder() / "outbox")
    parts = urlsplit(url)
    if parts.scheme == "outbox":
        return _files(_folder(url))
    if parts.scheme not in _PORTS or not parts.hostname:
        raise MailError(f"{shown(url)!r} in {MAIL} is no address of a mail server; {_HOW}")
    try:
        port, timeout = parts.port, float(dict(parse_qsl(parts.query)).get("timeout", _PATIENCE))
    except ValueError as error:
        raise MailError(f"{shown(url)!r} in {MAIL} has no valid port or timeout; {_HOW}") from error
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": unquote(parts.hostname),
        "EMAIL_PORT": port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": timeout,
    }


def sender() -> str:
    """Whom mail is from, as a header shows it (``MARSAD_MAIL_FROM``). Raises ``MailError`` for what is no address."""
    return _address(FROM, os.environ.get(FROM) or _NOBODY)


def reply_to() -> str:
    """Where answers go: ``MARSAD_MAIL_REPLY_TO``, else to the sender. Raises ``MailError`` for what is no address."""
    written = os.environ.get(REPLY)
    return _address(REPLY, written) if written else sender()


def site_address() -> str:
    """What links in mails begin with, without a slash at its end: ``MARSAD_SITE``, else this machine's own.

    Raises ``MailError`` for what is no address of a site.
    """
    written = os.environ.get(SITE) or _HERE
    parts = urlsplit(written)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise MailError(f"{written!r} in {SITE} is no address of a site; write one such as https://marsad.example.org")
    return f"{parts.scheme}://{parts.netloc}"


def _files(folder: Path) -> dict[str, Any]:
    return {"EMAIL_BACKEND": "marsad.web.outbox.Outbox", "EMAIL_FILE_PATH": str(folder)}


def _folder(url: str) -> Path:
    path = unquote(url.removeprefix("outbox:///"))
    if not url.startswith("outbox:///") or not path:
        raise MailError(f"{url!r} in {MAIL} names no folder; {_HOW}")
    return Path(path)


def _address(variable: str, written: str) -> str:
    """A name and an address, in the form of a header. A line's end in it would begin another header."""
    name, address = parseaddr(written) if "\n" not in written and "\r" not in written else ("", "")
    if address.count("@") != 1:
        raise MailError(f"{written!r} in {variable} is no mail address; write one such as Marsad <news@example.org>")
    return formataddr((name, address))
