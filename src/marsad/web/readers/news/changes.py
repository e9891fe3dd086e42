"""What has become of an incident since a reader saw it: more tellings, another toll, another certainty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from marsad.ledger.wire import loads
from marsad.model import CasualtyKind
from marsad.model.incident import Incident
from marsad.web.ledger import models
from marsad.web.readers.news.models import Desk, Seen, turned
from marsad.web.site import words

_STATE: Final = ("claims", "killed_low", "killed_high", "grade", "disputed")


def seen_of(owner: User, incidents: Iterable[Incident]) -> Mapping[str, Seen]:
    """What the reader has seen of some incidents, by their ids."""
    keys = [one.id for one in incidents]
    return {one.incident: one for one in Seen.objects.filter(owner=owner, incident__in=keys)}


def changed(before: Seen, incident: Incident) -> list[str]:
    """What is other than it was, each a phrase."""
    now, told = _state(incident), []
    if now["claims"] > before.claims:
        told.append(_("more is told of it"))
    if (now["killed_low"], now["killed_high"]) != (before.killed_low, before.killed_high):
        told.append(_("another count of the killed"))
    if now["grade"] != before.grade:
        told.append(_("now %(grade)s") % {"grade": words.GRADES[now["grade"]]})
    if now["disputed"] and not before.disputed:
        told.append(_("now contested"))
    return told


def named(keys: Iterable[str]) -> list[Incident]:
    """The incidents with these ids, each once: one question to the database."""
    rows = models.Incident.objects.filter(key__in=set(keys)).order_by("pk").values_list("whole__document", flat=True)
    return [loads(Incident, document) for document in rows]


def see(owner: User, incidents: Sequence[Incident], *, read: bool | None = None) -> None:
    """Keep that the reader has seen these as they are now; ``read`` is their own mark.

    Without one, that of an incident stays unless it has changed: what is new in it has been seen, not read.
    """
    now, before = timezone.now(), seen_of(owner, incidents)

    def marked(one: Incident) -> bool:
        known = before.get(one.id)
        return read if read is not None else known is not None and known.read and not changed(known, one)

    Seen.objects.bulk_create(
        [Seen(owner=owner, incident=one.id, at=now, read=marked(one), **_state(one)) for one in incidents],
        update_conflicts=True,
        unique_fields=["owner", "incident"],
        update_fields=[*_STATE, "at", "read"],
    )
    turned(owner)


def visited(owner: User) -> Desk:
    """Keep that the reader has seen their page now."""
    desk, _new = Desk.objects.update_or_create(owner=owner, defaults={"seen": timezone.now()})
    return desk


def desk_of(owner: User) -> Desk:
    """The reader's page; a new one has been seen by nobody."""
    return Desk.objects.get_or_create(owner=owner)[0]


def _state(incident: Incident) -> dict[str, Any]:
    dead = next((one for one in incident.casualties if one.kind is CasualtyKind.KILLED and not one.group), None)
    return {
        "claims": len(incident.claims),
        "killed_low": dead.low if dead else None,
        "killed_high": dead.high if dead else None,
        "grade": str(incident.certainty.grade),
        "disputed": bool(incident.disputes),
    }
