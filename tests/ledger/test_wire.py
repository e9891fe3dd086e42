import pytest

from marsad.ledger.wire import built, dumps, loads, plain
from marsad.model import Coding, Located, Mention, Position, When
from marsad.model.incident import Site
from marsad.model.judgement import Confirm, Correct


def test_keys_are_those_of_the_exchange_format():
    assert plain(When("أمس", 3, 6, "2016-06-01", "2016-06-02")) == {
        "text": "أمس",
        "start": 3,
        "end": 6,
        "from": "2016-06-01",
        "to": "2016-06-02",
    }


def test_what_holds_its_default_is_left_out_and_comes_back():
    assert plain(Mention("حلب", 0, 3)) == {"text": "حلب", "start": 0, "end": 3}
    assert built(Mention, {"text": "حلب", "start": 0, "end": 3}) == Mention("حلب", 0, 3)


def test_positions_and_rules_come_back():
    at = Position("SY-HL", 36.2, 37.1, 5.0, "town", 1, 1, ("class",), ("gn:1",))
    mention = Mention("حلب", 0, 3, "coder.places:name", Located(at, "SY-HL", ("x",)))
    back = loads(Mention, dumps(mention))
    assert (back.rule, back.located) == (mention.rule, mention.located)


def test_a_false_or_nought_is_no_default():
    site = Site(None, "", 0.0, 0.0, 0.0, None)
    assert loads(Site, dumps(site)) == site


def test_sample_codings_come_back(sample_golds):
    from marsad.exchange.codings import to_coding

    for gold in sample_golds:
        coding = to_coding(gold, "gold")
        assert loads(Coding, dumps(coding)) == coding


def test_a_value_of_another_shape_is_told():
    with pytest.raises(KeyError, match="text"):
        built(Mention, {"start": 0, "end": 3})
    assert built(
        Confirm,
        {
            "claim": {"claim": "a", "report": "r", "type": "siege", "trigger": plain(Mention("x", 0, 1))},
            "stood": {"type": "siege", "trigger": plain(Mention("x", 0, 1))},
        },
    )
    with pytest.raises(TypeError, match="several things"):
        built(Correct, {})
