"""Whether the mail server can be reached and lets us in. No mail is sent."""

from __future__ import annotations

from collections.abc import Iterator
from smtplib import SMTPAuthenticationError, SMTPException
from typing import Any, Final

from django.core.mail import get_connection

from marsad.web.mail import MAIL, mail_settings, sender, site_address
from marsad.web.work.doctor.findings import Finding, good, warning, wrong

_SECONDS: Final = 10
_HERE: Final = "127.0.0.1"


def server() -> Iterator[Finding]:
    """The server, and whom letters are from."""
    settings = mail_settings()
    if "EMAIL_FILE_PATH" in settings:
        said = f"mail is written to files in {settings['EMAIL_FILE_PATH']}; nobody gets any"
        yield warning("mail", said, f"set {MAIL} to a mail server if letters are to be sent")
        return
    where = f"{settings['EMAIL_HOST']}:{settings['EMAIL_PORT']}"
    refused = _refused(settings)
    if refused:
        yield wrong("mail", f"{where} {refused[0]}", refused[1])
        return
    if _HERE in site_address():
        yield warning(
            "mail", f"links in letters begin with {site_address()}", "set MARSAD_SITE to the site's own address"
        )
        return
    yield good("mail", f"{where} lets us in; letters are from {sender()}")


def _refused(settings: dict[str, Any]) -> tuple[str, str] | None:
    """What is wrong, and how to mend it. The password is not in it, whatever the server says."""
    names = {"HOST": "host", "PORT": "port", "HOST_USER": "username", "HOST_PASSWORD": "password"}
    options = {name: settings[f"EMAIL_{key}"] for key, name in names.items()}
    options |= {"use_tls": settings["EMAIL_USE_TLS"], "use_ssl": settings["EMAIL_USE_SSL"], "timeout": _SECONDS}
    connection = get_connection(settings["EMAIL_BACKEND"], **options)
    try:
        connection.open()
    except SMTPAuthenticationError as error:
        return f"does not let us in ({error.smtp_code})", f"check the user and the password in {MAIL}"
    except (SMTPException, OSError) as error:
        said = " ".join(str(error).split()) or type(error).__name__
        return (
            f"cannot be used ({said})",
            f"check the host, the port and TLS in {MAIL}, and that no firewall is between",
        )
    finally:
        connection.close()
    return None
