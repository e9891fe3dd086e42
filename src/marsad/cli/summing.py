"""The casualties of many incidents together, with what a sum leaves out."""

from __future__ import annotations

import json
from typing import Final

from marsad.cli.looking import Wish, query
from marsad.cli.opening import open_ledger
from marsad.cli.terminal import tell
from marsad.ledger.sums import Sum, sums
from marsad.ledger.wire import plain

_WHOM: Final = {None: "all", True: "civilians", False: "others"}


def summed(wish: Wish, as_json: bool, database: str | None) -> None:
    """Print the sums of every kind of casualties over the incidents that fit, one a line."""
    ledger = open_ledger(database)
    found = list(ledger.store.incidents.find(query(wish, ledger)))
    for one in sums(found):
        print(json.dumps(plain(one), ensure_ascii=False) if as_json else "\t".join(_line(one)))
    tell(f"incidents: {len(found)}")


def _line(one: Sum) -> tuple[str, ...]:
    low, best, high = ("?" if n is None else str(n) for n in (one.low, one.best, one.high))
    open_ends = f"open below {one.open_low}, above {one.open_high}"
    counts = f"with a count {one.counted}, without {one.uncounted}"
    return str(one.kind), _WHOM[one.civilian], f"{best} ({low}-{high})", counts, open_ends, f"contested {one.contested}"
