"""How copies leave: by SMTP, or as files in a folder. Each keeps the journal, so that a crash is survived."""

from __future__ import annotations

import os
import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from marsad.web.newsletters.journal import Journal, Mark
from marsad.web.newsletters.mime import host
from marsad.web.newsletters.outcomes import Outcome, UnreachableError, What, outcome

ANSWER: Final = 600  # seconds to wait for the answer to a whole copy: RFC 5321, 4.5.3.2.6
_CLOSING: Final = 421
_END: Final = b".\r\n"  # of a copy (RFC 5321, 4.1.1.4)
_BROKEN: Final = "451 the connection broke"  # what that counts as: RFC 5321, 3.8
_GONE: Final = "the server went without an answer"
_UNHEARD: Final = "the server did not answer in time"
_UNREAD: Final = "the server's answer cannot be read"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy ready to go: ``content`` is the whole message, its lines ending in CR LF."""

    key: str
    address: str
    content: bytes


class Hand(Protocol):
    """Gives copies away, one at a time. ``UnreachableError`` is raised where nothing can be sent at all."""

    def give(self, copy: Copy) -> Outcome:
        """Give one copy away."""
        ...

    def close(self) -> None:
        """Let go of what is open."""
        ...


def hand(settings: dict[str, Any], sender: str, journal: Journal) -> Hand:
    """The hand for Django's settings of mail, as ``mail_settings`` gives them."""
    if "EMAIL_FILE_PATH" in settings:
        return Files(Path(settings["EMAIL_FILE_PATH"]), journal)
    return Line(settings, sender, journal)


class Files:
    """Writes copies as files, each named by its key: written twice, it is still one."""

    def __init__(self, folder: Path, journal: Journal) -> None:
        self._folder, self._journal = folder, journal

    def give(self, copy: Copy) -> Outcome:
        """See ``Hand``. A file is there whole or not at all."""
        unfinished = self._folder / f".{copy.key}.eml"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(unfinished, "wb", opener=_private) as file:
                file.write(copy.content)
                file.flush()
                os.fsync(file.fileno())
            self._journal.write(Mark.HANDING, copy.key)
            self._journal.write(Mark.ENDING, copy.key)
            unfinished.rename(self._folder / f"{copy.key}.eml")
        except OSError as error:
            raise UnreachableError(f"{self._folder} cannot be written to ({error.strerror})") from error
        self._journal.write(Mark.TAKEN, copy.key)
        return Outcome(What.TAKEN)

    def close(self) -> None:
        """See ``Hand``."""


class Line:
    """A connection to the mail server, opened when first needed and used for as many copies as the server allows."""

    def __init__(self, settings: dict[str, Any], sender: str, journal: Journal, answer: float = ANSWER) -> None:
        self._settings, self._sender, self._journal, self._answer = settings, sender, journal, answer
        self._server: smtplib.SMTP | None = None

    def give(self, copy: Copy) -> Outcome:
        """See ``Hand``. A connection that was open already may be worn out: then a new one is tried at once."""
        again = self._server is not None
        told = self._tried(copy)
        if told is None and again:
            told = self._tried(copy)
        return told or Outcome(What.LATER, _BROKEN)

    def close(self) -> None:
        """See ``Hand``."""
        if self._server:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
        self._drop()

    def _tried(self, copy: Copy) -> Outcome | None:
        """One try; ``None`` if the connection broke, or the server closed it, before it had the whole copy."""
        server = self._open()
        try:
            refused = self._announced(server, copy)
            if refused is None:
                # A line of the content that begins with a dot would end it (RFC 5321, 4.5.2).
                server.send(copy.content.replace(b"\r\n.", b"\r\n.."))
        except (smtplib.SMTPException, OSError):
            self._drop()
            return None
        if refused:
            return self._after(server, *refused)
        self._journal.write(Mark.HANDING, copy.key)
        told = self._ended(server, copy.key)
        if told.what is not What.DOUBT:
            self._journal.write(Mark.TAKEN if told.what is What.TAKEN else Mark.REFUSED, copy.key)
        return told

    def _announced(self, server: smtplib.SMTP, copy: Copy) -> tuple[int, bytes, bool] | None:
        """Say whose mail it is and for whom; the answer, and whether it is the address's, unless all is well."""
        options = [f"size={len(copy.content)}"] if server.has_extn("size") else []
        code, reply = server.mail(self._sender, options)
        if code != 250:
            return code, reply, False
        code, reply = server.rcpt(copy.address)
        if code not in (250, 251):
            return code, reply, True
        code, reply = server.docmd("DATA")
        return None if code == 354 else (code, reply, False)

    def _ended(self, server: smtplib.SMTP, key: str) -> Outcome:
        """End the copy and hear what the server says: it has it, or it has not; or nothing that could be heard.

        Once the end is out, a connection that breaks leaves a doubt: the server may have taken the copy, and have gone
        before its answer came through. RFC 5321 (6.1) would have it sent again, at the price of a second copy.
        """
        self._journal.write(Mark.ENDING, key)
        try:
            if server.sock:
                server.sock.settimeout(self._answer)
            server.send(_END)
        except (smtplib.SMTPException, OSError):
            self._drop()  # it never had the whole: it keeps nothing of it
            return Outcome(What.LATER, _BROKEN)
        try:
            code, reply = server.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            late = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
            return Outcome(What.DOUBT, _UNHEARD if late else _GONE)
        self._patient(server)
        if code < 0:
            return Outcome(What.DOUBT, _UNREAD)
        if code == 250:
            return Outcome(What.TAKEN, f"{code} {reply.decode('utf-8', 'replace')}"[:300])
        return self._after(server, code, reply, False) or outcome(code, reply)

    def _patient(self, server: smtplib.SMTP) -> None:
        """Wait as long as for any other answer again; a connection that cannot is told of by what comes next."""
        if server.sock:
            with suppress(OSError):
                server.sock.settimeout(self._settings["EMAIL_TIMEOUT"])

    def _after(self, server: smtplib.SMTP, code: int, reply: bytes, of_address: bool) -> Outcome | None:
        """What an answer means, the connection ready for another copy; ``None`` if the server is closing it."""
        if code == _CLOSING:
            self._drop()
            return None
        try:
            server.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()
        return outcome(code, reply, of_address=of_address)

    def _open(self) -> smtplib.SMTP:
        if self._server is None:
            told = self._settings
            try:
                self._server = self._connected()
            except (smtplib.SMTPException, OSError) as error:
                where = f"{told['EMAIL_HOST']}:{told['EMAIL_PORT']}"
                raise UnreachableError(f"the mail server at {where} cannot be used ({_reason(error)})") from error
        return self._server

    def _connected(self) -> smtplib.SMTP:
        told = self._settings
        where: tuple[str, int] = (told["EMAIL_HOST"], told["EMAIL_PORT"])
        patience: float = told["EMAIL_TIMEOUT"]
        server: smtplib.SMTP
        if told["EMAIL_USE_SSL"]:
            server = smtplib.SMTP_SSL(*where, local_hostname=host(), timeout=patience, context=_tls())
        else:
            server = smtplib.SMTP(*where, local_hostname=host(), timeout=patience)
        try:
            if server.sock:
                server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if told["EMAIL_USE_TLS"]:
                server.starttls(context=_tls())
            if told["EMAIL_HOST_USER"]:
                server.login(told["EMAIL_HOST_USER"], told["EMAIL_HOST_PASSWORD"])
            server.ehlo_or_helo_if_needed()
        except BaseException:
            server.close()
            raise
        return server

    def _drop(self) -> None:
        if self._server:
            self._server.close()
        self._server = None


def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _reason(error: Exception) -> str:
    """What went wrong, without the password that an answer might repeat."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"it says {error.smtp_code}"
    return " ".join(str(error).split())[:200] or type(error).__name__


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
