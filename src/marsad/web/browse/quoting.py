"""What cards quote of the reports, read from the database: of all claims of a report no more than whom they name."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from marsad.ledger.wire import built
from marsad.model import Mention
from marsad.model.incident import Incident
from marsad.web.browse.quotes import masked_quote
from marsad.web.browse.remembering import VERSIONS
from marsad.web.ledger import models
from marsad.web.ledger.rows import lists

_MOST: Final = 5_000  # quotations kept


class Quoted(NamedTuple):
    """A quotation in no language yet: the outlet by its id, and as its report writes it."""

    text: str
    outlet: str
    written: str


_KNOWN: Final[dict[tuple[int, str], Quoted]] = {}  # by the ledger's version and the incident


def quoted(incidents: Sequence[Incident]) -> Mapping[str, Quoted]:
    """What is quoted for incidents, by their ids. To mask names takes long: it is kept until the ledger changes."""
    now = VERSIONS.now()
    found = {one.id: known for one in incidents if (known := _KNOWN.get((now, one.id)))}
    new = [one for one in incidents if one.id not in found]
    made = dict(_made(new)) if new else {}
    if len(_KNOWN) > _MOST:
        _KNOWN.clear()
    _KNOWN.update({(now, key): one for key, one in made.items()})
    return found | made


def _made(incidents: Sequence[Incident]) -> Iterator[tuple[str, Quoted]]:
    keys = {one.reports[0] for one in incidents}
    claims, reports = _claims(keys), _reports(keys)
    for one in incidents:
        told, report = claims.get(one.reports[0], ()), reports.get(one.reports[0])
        founding = next((entry for entry in told if entry["id"] == one.id), None)
        if founding is not None and report is not None:  # else somebody has changed the ledger meanwhile
            trigger = founding["claim"]["trigger"]["start"]
            text = masked_quote(report[0], trigger, (mention for entry in told for mention in _people(entry["claim"])))
            yield one.id, Quoted(text, founding["outlet"], report[1])


def people_of(reports: Collection[str]) -> Mapping[str, Sequence[Mention]]:
    """Whom the claims of reports name as targets and victims, by the reports' ids."""
    return {
        report: [mention for entry in told for mention in _people(entry["claim"])]
        for report, told in _claims(reports).items()
    }


def _people(claim: Mapping[str, Any]) -> Iterator[Mention]:
    """Those whom a claim, as it is kept, names as targets and victims: see ``quotes.people``."""
    for one in claim.get("targets", ()):
        yield built(Mention, one)
    for count in claim.get("casualties", ()):
        if count.get("group"):
            yield built(Mention, count["group"])


def _claims(reports: Collection[str]) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The entries of reports as JSON values."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for part in lists(reports):
        rows = models.Claim.objects.filter(report__key__in=part).order_by("report", "position")
        for document in rows.values_list("document", flat=True):
            entry = json.loads(document)
            found.setdefault(entry["report"], []).append(entry)
    return found


def _reports(keys: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """The text and the outlet of reports."""
    found: dict[str, tuple[str, str]] = {}
    for part in lists(keys):
        rows = models.Report.objects.filter(key__in=part)
        found.update({key: (text, outlet) for key, text, outlet in rows.values_list("key", "text", "outlet")})
    return found
