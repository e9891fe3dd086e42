"""The version of linking: another wherever claims would be filed, compared or clustered by other rules than before.

It is made of the data and of what the code makes of a few sketches, so that nobody has to raise a number.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Final

from marsad.ledger.linking.blocking import asked, filed
from marsad.ledger.linking.links import Sketch, Spot
from marsad.ledger.linking.scoring import score
from marsad.ledger.linking.traits import Traits
from marsad.ledger.linking.weights import FILE

_DAY: Final = 735_000
_TOWN: Final = Spot("x-town", 35.8, 36.8, 4.0, "SY-ID", "SY")
_REGION: Final = Spot("x-region", 35.8, 36.6, 45.0, "SY-ID", "SY")
_NAMED: Final = Spot("x-name", None, None, 0.0, None, "SY")
_BARE: Final = Sketch(
    "a", "r1", "shelling", _DAY, _DAY, True, _DAY, (), (), (), None, None, "stated", "x-source", 0x1234_5678_9ABC_DEF0
)
_SKETCHES: Final = (
    replace(_BARE, id="b", report="r2", spots=(_TOWN,), initiators=("x-doer",), killed=(5, 5)),
    replace(_BARE, id="c", report="r3", type="air_strike", spots=(_TOWN,), targets=("x-met",), killed=(4, None)),
    replace(_BARE, id="d", report="r4", spots=(_REGION,), injured=(12, 12), first=_DAY - 1),
    replace(_BARE, id="e", report="r5", spots=(_NAMED,), factuality="denied", wording=0x1234_5678_9ABC_DEFF),
    replace(_BARE, id="f", report="r6", initiators=("x-doer",), killed=(5, 5), dated=False, last=_DAY + 1),
    replace(_BARE, id="g", report="r7", first=0, last=0, dated=False, wording=0x1234_5678_0000_0000),
    _BARE,
)


@cache
def version(file: Path = FILE) -> str:
    """32 hexadecimal digits."""
    with file.open("rb") as stream:
        data = tomllib.load(stream)  # what a comment says makes no difference
    traits = {sketch.id: Traits(sketch) for sketch in _SKETCHES}
    keys = [[sorted(filed(one, traits[one.id])), sorted(asked(one, traits[one.id]))] for one in _SKETCHES]
    scores = [score(traits[one.id], traits[two.id]) for one, two in combinations(_SKETCHES, 2)]
    written = json.dumps([data, keys, scores], sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(written.encode(), digest_size=16).hexdigest()
