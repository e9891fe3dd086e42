"""What the interface is asked. Days are ISO 8601; whatever is out of bounds is refused."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints, model_validator

from marsad.model import ClaimType
from marsad.model.incident import Grade
from marsad.web.browse.filters import Filters

Id = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Words = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
Ids = Annotated[list[Id], Field(max_length=20)]


class Paging(Schema):
    """Which page: ``after`` is the ``next`` of the page before."""

    limit: int = Field(50, ge=1, le=200, description="How many at most.")
    after: Words = Field("", description="The key of the page: `next` of the one before.")


class Asked(Paging):
    """The filters of incidents. Several values of one filter widen it, several filters narrow."""

    first: date | None = Field(None, alias="from", description="From this day on.")
    last: date | None = Field(None, alias="to", description="Up to this day.")
    place: Ids = Field([], description="In this place, or in what lies in it.")
    actor: Ids = Field([], description="Done by or to this actor.")
    source: Ids = Field([], description="Told by this source.")
    type: list[ClaimType] = Field([], max_length=20)
    grade: list[Grade] = Field([], max_length=4)
    disputed: bool = Field(False, description="Only what independent sources disagree on.")
    q: Words = Field("", description="Words of the reports.")

    @model_validator(mode="after")
    def _in_order(self) -> Asked:
        if self.first and self.last and self.first > self.last:
            raise ValueError("from lies after to")
        return self

    def filters(self) -> Filters:
        """As pages have them."""
        return Filters(
            self.first.isoformat() if self.first else None,
            self.last.isoformat() if self.last else None,
            tuple(self.place),
            tuple(self.actor),
            tuple(self.source),
            tuple(self.type),
            tuple(self.grade),
            self.disputed,
            " ".join(self.q.split()),
        )


class AskedClaims(Paging):
    """Which claims."""

    incident: Words = Field("", description="Of this incident.")
    report: Words = Field("", description="Of this report.")


class AskedNames(Paging):
    """Which actors."""

    q: Words = Field("", description="Part of a name, Arabic or English.")


class AskedPlaces(Schema):
    """Which places."""

    q: Id = Field(description="A name, Arabic or romanised.")
    limit: int = Field(20, ge=1, le=200, description="How many at most.")


class AskedControl(Schema):
    """Of which place, and when. ``from`` and ``to`` go together."""

    place: Id
    on: date | None = Field(None, description="Who held it on this day?")
    first: date | None = Field(None, alias="from", description="What changed from this day on,")
    last: date | None = Field(None, alias="to", description="up to this one?")

    @model_validator(mode="after")
    def _whole(self) -> AskedControl:
        if (self.first is None) != (self.last is None):
            raise ValueError("from and to go together")
        if self.first and self.last and self.first > self.last:
            raise ValueError("from lies after to")
        return self


class TextIn(Schema):
    """A text to code. ``published`` is the day that «yesterday» and the like count from."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, StringConstraints(min_length=1, max_length=50_000)]
    title: Annotated[str, StringConstraints(max_length=2000)] = ""
    published: date | None = None
    outlet: Annotated[str, StringConstraints(max_length=200)] = ""
