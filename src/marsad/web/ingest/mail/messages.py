"""A mail as an article that its sender forwards."""

from __future__ import annotations

import re
from collections.abc import Collection
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from marsad.web.ingest.addresses import clean, digest
from marsad.web.ingest.entries import Entry, body, line
from marsad.web.ingest.mail import forwarding
from marsad.web.ingest.models import Reason
from marsad.web.ingest.reading import iso_day
from marsad.web.readers.saved.importing import paragraphs

BYTES: Final = 10_000_000  # of a mail, with all that hangs on it
ANYBODY: Final = "*"
_LINK: Final = re.compile(r"https?://[^\s<>\"'\])]+")
_HREF: Final = re.compile(r"<a\b[^>]{0,500}?\bhref\s*=\s*[\"']?(https?://[^\s\"'>]+)", re.IGNORECASE)
_FORGED: Final = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)


def entry(raw: bytes, senders: Collection[str], guid: str = "") -> Entry:
    """What a mail forwards. ``senders`` are addresses, or domains behind an @; of a mail by anybody else, or that
    cannot be read, nothing but its id is kept. ``guid`` is that id, by default a digest of its ``Message-ID``, which
    may tell of the sender.
    """
    try:
        mail = BytesParser(policy=policy.default).parsebytes(raw[:BYTES])
        known = guid or digest("mail", str(mail.get("message-id", "")).strip() or raw.decode("latin-1"))
        if not _may(mail, senders):
            return Entry(known, "", reason=Reason.SENDER)
        return _read(_innermost(mail), known)
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        # A mail of wild form, on which the parser of the standard library may stumble in many ways.
        return Entry(guid or digest("mail", raw.decode("latin-1")), "", reason=Reason.TEXT)


def _may(mail: EmailMessage, senders: Collection[str]) -> bool:
    """Whether its sender may bring articles, and our own server did not find the name forged."""
    if any(_FORGED.search(str(said)) for said in mail.get_all("authentication-results", [])):
        return False
    if ANYBODY in senders:
        return True
    told = [address.casefold() for _, address in getaddresses([str(one) for one in mail.get_all("from", [])])]
    return len(told) == 1 and (told[0] in senders or "@" + told[0].rpartition("@")[2] in senders)


def _innermost(mail: EmailMessage) -> EmailMessage:
    """The mail that hangs on this one, if it was forwarded as it is; of several the first."""
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            inner = part.get_payload(0)
            if isinstance(inner, EmailMessage):
                return inner
    return mail


def _read(mail: EmailMessage, guid: str) -> Entry:
    markup, text = _bodies(mail)
    found = forwarding.passed(text)
    title = line(forwarding.subject(found.subject or str(mail.get("subject", ""))))
    day = iso_day(found.day or _day(mail))
    told = "\n".join(one for one in found.text.splitlines() if not _LINK.fullmatch(one))
    return Entry(guid, _address(found.text, markup), title, told, day)


def _bodies(mail: EmailMessage) -> tuple[str, str]:
    """The markup, if there is any, and the text: of both that of the markup, for it has whole paragraphs."""
    part = mail.get_body(("html", "plain"))
    if part is None:
        return "", ""
    written = part.get_content()
    if part.get_content_subtype() != "html":
        return "", body_of_plain(written)
    return written, body(paragraphs(written)).replace("\n", "\n\n")  # none of them was wrapped


def body_of_plain(written: str) -> str:
    """A text with its empty lines, which tell paragraphs apart, and without markup."""
    return "\n\n".join(filter(None, (body(block) for block in re.split(r"\n\s*\n", written.replace("\r\n", "\n")))))


def _address(text: str, markup: str) -> str:
    """The address of the article: the only one that is told. Of several none, for which one cannot be told."""
    told = {clean(found) for found in (*_LINK.findall(text), *_HREF.findall(markup))} - {""}
    return told.pop() if len(told) == 1 else ""


def _day(mail: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(mail.get("date", ""))).date().isoformat()
    except (TypeError, ValueError):
        return ""
