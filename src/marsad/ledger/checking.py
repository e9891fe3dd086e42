"""Whether a ledger holds together: all that is kept is what its reports, codings and judgements come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.ledger.derived import Deriver
from marsad.ledger.entry import Entry
from marsad.ledger.judgements.links import constraints
from marsad.ledger.ledger import Ledger, parts
from marsad.ledger.store import fingerprint
from marsad.ledger.wire import dumps


def findings(ledger: Ledger) -> Iterator[str]:
    """What is wrong, in words; nothing for a ledger that is in order. Reads the whole ledger, changes nothing."""
    store = ledger.store
    yield from store.faults()
    if ledger.stale():
        yield "the claims were linked by another version of marsad; marsad ledger rebuild mends it"
    if set(store.links.all_constraints()) != set(constraints(store.judgements.merging())):
        yield "the constraints on links are not those of the judgements; marsad ledger rebuild mends it"
    for part in parts(list(store.reports.ids())):
        yield from _derived(ledger, part)
        yield from _linked(ledger, part)


def _derived(ledger: Ledger, reports: list[str]) -> Iterator[str]:
    """Reports whose fingerprints, claims or tells are not what they come to."""
    store = ledger.store
    told, codings, said = store.reports.get(reports), store.codings.get(reports), store.judgements.of_reports(reports)
    deriver = Deriver(ledger.registers, store.judgements.merging())
    prints, entries = store.reports.fingerprints(reports), store.entries.of(reports)
    for key, report in told.items():
        if key not in codings:
            yield f"report {key}: has no coding; add it again"
            continue
        if prints[key] != fingerprint(report):
            yield f"report {key}: was changed from outside; add it again"
        derived = deriver.derive(report, codings[key], said.get(key, ()))
        if [dumps(one) for one in _by_id(derived.entries)] != [dumps(one) for one in _by_id(entries.get(key, ()))]:
            yield f"report {key}: its claims are not what it comes to now; marsad ledger rebuild mends it"
        if {dumps(one) for one in derived.tells} != {dumps(one) for one in store.tells.of([key])}:
            yield f"report {key}: what it tells of control is not what it comes to now; marsad ledger rebuild mends it"
        if {*derived.belongings} != {*store.belongings.of([key])}:
            yield f"report {key}: who belongs to whom is not what it comes to now; marsad ledger rebuild mends it"


def _linked(ledger: Ledger, reports: list[str]) -> Iterator[str]:
    """Claims that are in no incident, or in another than linking has them in."""
    store = ledger.store
    claims = store.entries.ids_of(reports)
    homes, clusters = store.incidents.of_claims(claims), store.links.clusters_of(claims)
    for claim in sorted(claims):
        if homes.get(claim) is None or homes.get(claim) != clusters.get(claim):
            yield f"claim {claim}: is not in the incident it belongs to; marsad ledger rebuild mends it"


def _by_id(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.id)
