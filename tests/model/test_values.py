import pickle

import pytest

from marsad import Coding, Report
from marsad.model import Affiliation, CasualtyCount, CasualtyKind, Claim, ClaimType, Control, Factuality, Mention, When


def test_a_coding_in_the_exchange_format():
    town, army = Mention("البلدة", 5, 11, "place:head"), Mention("الجيش", 0, 5)
    claim = Claim(
        type=ClaimType.SHELLING,
        trigger=Mention("قصف", 12, 15),
        initiators=(army,),
        places=(town,),
        when=When("أمس", 16, 19, "2020-01-01", "2020-01-01"),
        factuality=Factuality.ALLEGED,
        casualties=(CasualtyCount(CasualtyKind.KILLED, army, False, 3, None, "ثلاثة", 20, 25),),
        confidence=0.5,
    )
    told = Coding("r", (claim,), (Control(town, (army,)),), (Affiliation(army, town),)).to_dict()
    assert list(told) == ["id", "claims", "control", "affiliations"]
    when = {"text": "أمس", "start": 16, "end": 19, "from": "2020-01-01", "to": "2020-01-01"}
    assert told["claims"][0]["when"] == when
    assert told["claims"][0]["places"] == [{"text": "البلدة", "start": 5, "end": 11}]
    assert told["claims"][0]["casualties"][0]["max"] is None
    assert told["control"][0]["holders"][0]["text"] == "الجيش"
    assert told["affiliations"][0]["group"]["text"] == "البلدة"


def test_values_are_frozen_and_travel_between_processes():
    report = Report("a", "", "نص")
    with pytest.raises(AttributeError):
        report.text = "غيره"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(report)) == report


def test_the_guide_has_21_claim_types():
    assert len(ClaimType) == 21
