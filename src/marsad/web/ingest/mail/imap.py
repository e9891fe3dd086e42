"""A mailbox at a mail server, by IMAP (RFC 3501): read, and left as it is."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from marsad.web.fetching import Fault, FetchError, Rules, dial
from marsad.web.fetching.fetch import tls
from marsad.web.ingest.entries import Entry
from marsad.web.ingest.mail.address import Mailbox
from marsad.web.ingest.mail.messages import BYTES, entry

_VALIDITY: Final = re.compile(r"(\d+):(\d+)")


class _Plain(imaplib.IMAP4):
    """The library's own, on a connection that was checked."""

    def __init__(self, box: Mailbox, rules: Rules) -> None:
        self._rules = rules
        super().__init__(box.host, box.port, rules.seconds)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return dial(self.host, self.port, self._rules)


class _Secure(_Plain):
    def _create_socket(self, timeout: float | None) -> socket.socket:
        return tls().wrap_socket(super()._create_socket(timeout), server_hostname=self.host)


def look(box: Mailbox, mark: str, rules: Rules, most: int) -> tuple[list[Entry], str, bool]:
    """Up to so many mails that came after ``mark``, which the last look gave, the mark now, and whether there are more.

    Raises ``FetchError``.
    """
    with _opened(box, rules) as server:
        validity = _number(server.response("UIDVALIDITY")[1])
        told = _VALIDITY.fullmatch(mark)
        last = int(told[2]) if told and int(told[1]) == validity else 0
        fresh = [uid for uid in _found(server, last) if uid > last]  # «n:*» gives the last one even if it is before n
        entries = [entry(_mail(server, uid), box.senders) for uid in fresh[:most]]
    return entries, f"{validity}:{max([last, *fresh[:most]])}", len(fresh) > most


@contextmanager
def _opened(box: Mailbox, rules: Rules) -> Iterator[imaplib.IMAP4]:
    """The server with the mailbox open to be read. What goes wrong is told without the password."""
    where = f"{box.host}:{box.port}"
    try:
        with (_Secure if box.secure else _Plain)(box, rules) as server:
            server.login(box.user, box.password)
            status, _ = server.select(_quoted(box.name), readonly=True)
            if status != "OK":
                raise FetchError(Fault.STATUS, f"{where} has no mailbox {box.name!r} for {box.user}")
            yield server
    except imaplib.IMAP4.error as error:
        told = str(error).replace(box.password, "***") if box.password else str(error)
        raise FetchError(Fault.STATUS, f"{where} does not let us in or read: {told}", again=True) from error
    except ssl.SSLError as error:
        raise FetchError(Fault.CONNECTION, f"{where} has no certificate that can be trusted: {error}") from error
    except OSError as error:
        raise FetchError(Fault.CONNECTION, f"{where}: the connection failed: {error}", again=True) from error


def _found(server: imaplib.IMAP4, last: int) -> list[int]:
    _, told = server.uid("SEARCH", "UID", f"{last + 1}:*")
    return sorted(int(one) for one in (told[0] or b"").split())


def _mail(server: imaplib.IMAP4, uid: int) -> bytes:
    """A mail, its first part if it is too large; it is not marked as read."""
    _, told = server.uid("FETCH", str(uid), f"(UID BODY.PEEK[]<0.{BYTES}>)")
    return next((bytes(part[1]) for part in told if isinstance(part, tuple)), b"")


def _number(told: object) -> int:
    return int(told[0]) if isinstance(told, list) and told and told[0] else 0


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
