"""Copies that came back, and complaints: told by mail (RFC 3464, RFC 5965) or by the mail server's own call.

Whoever tells of a copy has to know its Message-ID, which nobody guesses: a forged bounce ends nobody's subscription.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from enum import StrEnum
from typing import Final

from marsad.web.newsletters.models import Bounce, Delivery
from marsad.web.newsletters.outcomes import gone, status
from marsad.web.newsletters.subscribing import leave_all
from marsad.web.newsletters.suppressing import Reason, suppress

MOST: Final = 1_000_000  # bytes of a mail that are read
SOFT: Final = 3  # letters that come back for a while, within ``_WITHIN``, until no more are sent
_WITHIN: Final = timedelta(days=30)
_KEY: Final = re.compile(r"<([0-9a-f]{24})@[^<>\s]{1,255}>")
_WHOLE: Final = re.compile(r"[0-9a-f]{24}")
_KEYS: Final = 20  # different ids in one mail: more is none of ours


class Kind(StrEnum):
    """What happened to a copy."""

    HARD = "hard"
    SOFT = "soft"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Told:
    """A copy by its key, what happened to it, and the enhanced status code, if one was told."""

    key: str
    kind: Kind
    status: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was made of some of them: ``known`` are copies of ours, ``stopped`` addresses that get no more mail."""

    known: int = 0
    stopped: int = 0


def read(raw: bytes) -> list[Told]:
    """What a mail tells of our copies: nothing, if it is neither a bounce nor a complaint."""
    message = message_from_bytes(raw[:MOST], policy=default)
    if message.get_content_type() != "multipart/report":
        return []
    what = str(message.get_param("report-type", "")).lower()
    kinds = {"delivery-status": _delivery_status, "feedback-report": _feedback}
    found = kinds[what](message) if what in kinds else None
    return [Told(key, *found) for key in _keys(message)] if found else []


def hear(told: Iterable[Told], now: datetime) -> Heard:
    """Keep what was told, and send nothing more where that is so. Told twice, it counts once."""
    known = stopped = 0
    for one in told:
        copy = _copy(one.key)
        if copy is None:
            continue
        known += 1
        Bounce.objects.get_or_create(
            delivery=copy, kind=str(one.kind), defaults={"status": one.status[:20], "told": now}
        )
        if copy.subscriber and (reason := _stops(copy, one, now)):
            suppress(copy.subscriber.address, reason, now)
            leave_all(copy.subscriber)
            stopped += 1
    return Heard(known, stopped)


def _copy(key: str) -> Delivery | None:
    if not _WHOLE.fullmatch(key):
        return None
    return Delivery.objects.select_related("subscriber").filter(key=key).first()


def kind_of(code: str) -> Kind:
    """What a status code of a copy that failed means."""
    return Kind.HARD if gone(code) else Kind.SOFT


def _stops(copy: Delivery, told: Told, now: datetime) -> Reason | None:
    match told.kind:
        case Kind.COMPLAINT:
            return Reason.COMPLAINT
        case Kind.HARD:
            return Reason.BOUNCE
    rows = Bounce.objects.filter(delivery__subscriber=copy.subscriber, kind=str(Kind.SOFT), told__gte=now - _WITHIN)
    return Reason.BOUNCE if rows.count() >= SOFT else None


def _delivery_status(message: EmailMessage) -> tuple[Kind, str] | None:
    """The worst that a delivery status notification tells: of a delay nothing, for the server still tries."""
    found = []
    for fields in _fields(message, "message/delivery-status"):
        if str(fields.get("action", "")).strip().lower() == "failed":
            code = status(str(fields.get("status", ""))) or status(str(fields.get("diagnostic-code", "")))
            found.append((kind_of(code), code))
    return min(found, default=None)  # «hard» comes before «soft»


def _feedback(message: EmailMessage) -> tuple[Kind, str] | None:
    """A complaint, unless it says the contrary."""
    for fields in _fields(message, "message/feedback-report"):
        said = str(fields.get("feedback-type", "")).strip().lower()
        if said and said != "not-spam":
            return Kind.COMPLAINT, ""
    return None


def _fields(message: EmailMessage, kind: str) -> Iterator[Message]:
    """The groups of fields in the parts of a kind."""
    for part in message.walk():
        if part.get_content_type() == kind:
            payload = part.get_payload()
            groups = payload if isinstance(payload, list) else [message_from_bytes(_bytes(part), policy=default)]
            yield from (group for group in groups if isinstance(group, Message))


def _keys(message: EmailMessage) -> list[str]:
    """The copies that a report is about, by the headers of what it gives back."""
    found: dict[str, None] = {}
    for part in message.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers"):
            found.update(dict.fromkeys(_KEY.findall(_returned(part))))
        elif part.get_content_type() == "message/feedback-report":
            found.update(dict.fromkeys(_KEY.findall(_bytes(part).decode("utf-8", "replace"))))
    return list(found)[:_KEYS]


def _returned(part: Message) -> str:
    """The Message-ID of a mail that is given back, whole or by its headers alone."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return " ".join(str(one.get("message-id", "")) for one in payload if isinstance(one, Message))
    headers = message_from_bytes(_bytes(part), policy=default)
    return str(headers.get("message-id", ""))


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
