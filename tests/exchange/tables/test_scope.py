from collections import Counter

import pytest

from marsad.exchange.tables.scope import outside_acled, outside_ged, within
from marsad.model import CasualtyKind, ClaimType, Factuality
from marsad.model.incident import Casualties


def killed(low, best, high):
    return (Casualties(CasualtyKind.KILLED, "", None, low, best, high, "", (), False, ()),)


@pytest.mark.parametrize("factuality", [Factuality.STATED, Factuality.LIKELY, Factuality.ALLEGED])
def test_what_somebody_says_happened_is_held(tell, factuality):
    told = tell({"factuality": factuality})
    assert (outside_acled(told), outside_ged(told)) == (None, None)


@pytest.mark.parametrize("factuality", [Factuality.DENIED, Factuality.PLANNED])
def test_what_nobody_says_happened_is_in_neither(tell, factuality):
    told = tell({"factuality": factuality})
    assert outside_acled(told) == outside_ged(told) == "only planned, or denied"


def test_what_has_no_day_is_in_neither(tell):
    assert outside_acled(tell(first=None, last=None)) == outside_ged(tell(first=None)) == "without a day"


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        (killed(1, 1, 1), None),
        (killed(None, None, 20), None),
        (killed(0, 0, 0), "without a known death"),
        (killed(None, None, None), "without a known death"),
        ((), "without a known death"),
    ],
)
def test_ged_holds_what_killed_somebody(tell, counts, why):
    told = tell(casualties=counts)
    assert outside_ged(told) == why
    assert outside_acled(told) is None


def test_ged_holds_armed_force_alone(tell):
    assert outside_ged(tell(type=ClaimType.POPULATION_MOVEMENT)) == "without armed force"


def test_what_is_left_out_is_counted_by_its_reason(tell):
    left = Counter()
    items = [tell(), tell(casualties=()), tell(casualties=())]
    assert list(within(items, outside_ged, left)) == items[:1]
    assert left == {"without a known death": 2}
