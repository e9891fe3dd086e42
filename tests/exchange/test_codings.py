import json

import pytest

from marsad.exchange.codings import to_coding
from marsad.exchange.faults import InputError
from marsad.model import (
    Affiliation,
    CasualtyCount,
    CasualtyKind,
    Claim,
    ClaimType,
    Coding,
    Control,
    Factuality,
    Located,
    Mention,
    Position,
    When,
)

PLACE = Mention("بلدة", 5, 9, located=Located(Position("p", 35.0, 36.0, 2.0, "town", 1, 1, ("x",)), "r"))
CODING = Coding(
    "a",
    (
        Claim(
            ClaimType.SHELLING,
            Mention("قصف", 0, 3),
            (Mention("ب", 1, 2),),
            places=(PLACE, Mention("ج", 2, 3, located=Located(None, "r"))),
            when=When("أمس", 0, 0, "2016-01-01", "2016-01-02"),
            factuality=Factuality.LIKELY,
            casualties=(CasualtyCount(CasualtyKind.KILLED, Mention("د", 3, 4), True, 5, None, "5", 8, 9),),
            retellings=(Mention("قصفت", 9, 13),),
            confidence=0.7,
        ),
    ),
    (Control(PLACE, (Mention("ب", 1, 2),)),),
    (Affiliation(Mention("ب", 1, 2), Mention("ه", 4, 5)),),
)


def test_a_coding_reads_back():
    assert to_coding(json.loads(json.dumps(CODING.to_dict())), "f:1").to_dict() == CODING.to_dict()


def test_gold_reads_too(sample_golds):
    coding = to_coding(sample_golds[0], "gold.jsonl:1")
    assert [mention.text for mention in coding.claims[0].retellings] == ["الغارات", "الغارات"]


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"id": "a", "claims": [{"type": "war", "trigger": {"text": "x", "start": 0, "end": 1}}]},
        {"id": "a", "claims": [{"type": "shelling"}]},
        {"id": "a", "claims": 3},
        {"id": "a", "claims": [{"type": "shelling", "trigger": {"text": "x", "start": None, "end": 1}}]},
    ],
)
def test_what_is_no_coding_is_told(value):
    with pytest.raises(InputError, match=r"f\.jsonl:7: is no line of the exchange format"):
        to_coding(value, "f.jsonl:7")
