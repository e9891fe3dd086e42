"""A letter as bytes on the wire (RFC 5322, 2045, 2387), put together once for all who get it.

What is the same for all is encoded once. The two places where a subscriber's own links stand begin and end on whole
lines of base64, so that only these are encoded for each copy.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import blake2b
from typing import Final
from urllib.parse import urlsplit

from django.utils import timezone

from marsad.web.mail import MailError, reply_to, sender, site_address
from marsad.web.newsletters import marks
from marsad.web.newsletters.links import Links, as_html, as_text
from marsad.web.newsletters.models import Issue
from marsad.web.newsletters.wording import one_line

_LINE: Final = 57  # bytes that make a line of 76 characters
_END: Final = b"\r\n"
_LONGEST: Final = 900  # characters of a header's line: RFC 5322 allows 998


@dataclass(frozen=True, slots=True)
class Letter:
    """An issue ready to be addressed: what stands before, between and after the links of plain text and HTML."""

    language: str
    head: bytes
    text: bytes
    between: bytes
    rest: bytes

    def addressed(self, key: str, address: str, own: Links) -> bytes:
        """The copy of one subscriber. Raises ``MailError`` if an address or link could begin another header."""
        headers = (
            ("To", address),
            ("Message-ID", message_id(key)),
            ("Date", format_datetime(timezone.now())),
            ("List-Unsubscribe", f"<{own.leave}>"),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        )
        return b"".join(
            (
                *(_header(name, value) for name, value in headers),
                self.head,
                self.text,
                _whole_lines(as_text(own, self.language)),
                self.between,
                _whole_lines(as_html(own, self.language)),
                self.rest,
            )
        )


def letter(issue: Issue) -> Letter:
    """An issue as it goes out."""
    text, _, text_end = issue.text.partition(marks.TEXT)
    html, _, html_end = issue.html.partition(marks.HTML)
    alternative, related = (blake2b(f"{issue.key}{n}".encode(), digest_size=12).hexdigest() for n in "ar")
    image = _image(bytes(issue.picture), related) if issue.picture else b""
    return Letter(
        issue.language,
        _common(issue, alternative) + _part(alternative, 'text/plain; charset="utf-8"'),
        _whole_lines(text + "\n\n"),
        _encoded(text_end)
        + f"--{alternative}\r\n".encode()
        + f'Content-Type: multipart/related; boundary="{related}"; type="text/html"\r\n\r\n'.encode()
        + _part(related, 'text/html; charset="utf-8"')
        + _whole_lines(html),
        _encoded(html_end) + image + f"--{related}--\r\n--{alternative}--\r\n".encode(),
    )


def message_id(key: str) -> str:
    """The Message-ID of a copy: the same however often it is tried."""
    return f"<{key}@{host()}>"


def host() -> str:
    """The site's name, as ids have it."""
    return urlsplit(site_address()).hostname or "localhost"


def _common(issue: Issue, boundary: str) -> bytes:
    """The headers that all copies have; whatever is in a title, each is one header."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender()
    message["Reply-To"] = reply_to()
    message["Subject"] = _visible(one_line(issue.subject))
    message["List-Id"] = f"<{_list_id(issue)}.{host()}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday note answers
    message["Content-Language"] = issue.language
    message["MIME-Version"] = "1.0"
    head = message.as_bytes().rstrip(_END) + _END
    return head + f'Content-Type: multipart/alternative; boundary="{boundary}"\r\n\r\n'.encode()


def _visible(text: str) -> str:
    """A subject without isolates, which some programs show as boxes: ranges keep their order by marks instead."""
    return text.replace("\u2013", "\u200e\u2013\u200e").translate(dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069)))


def _list_id(issue: Issue) -> str:
    """The list that an issue belongs to (RFC 2919): what a mail program sorts by."""
    about = f"-{blake2b(issue.about.encode(), digest_size=6).hexdigest()}" if issue.about else ""
    return f"{issue.kind}{about}.{issue.frequency}.{issue.language}"


def _part(boundary: str, kind: str) -> bytes:
    return f"--{boundary}\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()


def _image(picture: bytes, boundary: str) -> bytes:
    name = marks.IMAGE.removeprefix("cid:")
    head = (
        f"--{boundary}\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        f'Content-ID: <{name}>\r\nContent-Disposition: inline; filename="{name}.png"\r\n\r\n'
    )
    return head.encode() + _base64(picture)


def _whole_lines(text: str) -> bytes:
    """A text as lines of base64 that others may follow: filled up with spaces, which nobody sees."""
    content = _canonical(text)
    ended = content.endswith(_END)
    body = content.removesuffix(_END) if ended else content
    fill = b" " * (-len(content) % _LINE)
    return _base64(body + fill + (_END if ended else b""))


def _encoded(text: str) -> bytes:
    return _base64(_canonical(text)) if text else b""


def _canonical(text: str) -> bytes:
    return "\r\n".join(text.split("\n")).encode("utf-8", "replace")


def _base64(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", _END)


def _header(name: str, value: str) -> bytes:
    """A header whose value is ASCII by its nature. Raises ``MailError`` if it is not."""
    if not value.isascii() or not value.isprintable() or len(value) > _LONGEST:
        raise MailError(f"{value[:80]!r} cannot stand in the header {name}")
    return f"{name}: {value}\r\n".encode("ascii")
