"""Articles that a program sends: ``POST /api/v1/articles``, by reviewers' keys alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Final

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field, StringConstraints

from marsad.web.api.access import caller
from marsad.web.api.problems import ProblemError
from marsad.web.ingest import adding
from marsad.web.ingest.addresses import clean, digest
from marsad.web.ingest.entries import Entry, body, identity, line
from marsad.web.ingest.models import Kind
from marsad.web.ingest.reading import sensible
from marsad.web.ingest.visiting import put
from marsad.web.reports.bringing import LETTERS

router = Router(tags=["ingest"], by_alias=True)
_MOST: Final = 100  # articles of a request
_Line = Annotated[str, StringConstraints(max_length=500)]


class Sent(Schema):
    """An article. Its ``id`` is the sender's own: sent again with another text it becomes a new version."""

    model_config = ConfigDict(extra="forbid")

    id: _Line = ""
    url: Annotated[str, StringConstraints(max_length=2_000)] = ""
    title: _Line = ""
    text: Annotated[str, StringConstraints(min_length=1, max_length=LETTERS)]
    published: date | None = None
    outlet: _Line = ""
    author: _Line = ""


class SentAll(Schema):
    """Articles that are sent together."""

    model_config = ConfigDict(extra="forbid")

    reports: list[Sent] = Field(min_length=1, max_length=_MOST)


class Taken(Schema):
    """What became of them: new, changed, and those that were there as they are."""

    new: int
    changed: int
    same: int


@router.post("/articles", response={202: Taken}, summary="Send articles")
def send(request: HttpRequest, told: SentAll) -> Status[dict[str, Any]]:
    """They are kept when this answers, and coded by the worker; what tells nothing of the conflict stays out of the
    ledger. For reviewers' keys.
    """
    who = caller(request)
    if not who.reviewer:
        raise ProblemError(403 if who.keyed else 401, "Only a reviewer's key may send articles.")
    with transaction.atomic():
        feed, _ = adding.put(f"push:{who.name.replace(' ', '-')}", Kind.PUSHED, who.name)
        visit = put(feed, _entries(told.reports), timezone.now())
    same = len(told.reports) - visit.new - visit.changed
    return Status(202, {"new": visit.new, "changed": visit.changed, "same": same})


def _entries(told: Sequence[Sent]) -> list[Entry]:
    return [_entry(one) for one in told]


def _entry(one: Sent) -> Entry:
    """As a feed's entries are, without markup."""
    address, title, text = clean(one.url), line(one.title), body(one.text)
    guid = identity(one.id, address, "") or digest(title, text)
    day = sensible(one.published) if one.published else None
    return Entry(guid, address, title, text, day, author=line(one.author), outlet=line(one.outlet))
