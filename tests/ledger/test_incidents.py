"""From the entries of a cluster to an incident."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.ledger.entry import Entry
from marsad.ledger.incidents import Context, build, founding
from marsad.ledger.linking.clusters import founder
from marsad.ledger.linking.sketch import sketch
from marsad.model import CasualtyCount, CasualtyKind, Claim, ClaimType, Factuality, MarsadError, Mention, When
from marsad.model.incident import Certainty, Grade, Site

CERTAINTY = Certainty(Grade.FAIR, ("A",), (), (), ())
SARAQIB = Site("saraqib", "سراقب", 35.86, 36.80, 2.0, "town", "SY-ID", "SY")
NAYRAB = Site("nayrab", "النيرب", 35.90, 36.72, 1.0, "village", "SY-ID", "SY")
UNITS = {"army-4": "army"}  # a unit and what it belongs to


def same_actor(a, b):
    return UNITS.get(a, a) == UNITS.get(b, b) or "gunmen" in (a, b)


CONTEXT = Context({}, lambda origins: tuple(dict.fromkeys(origins)), same_actor, CERTAINTY)


ALLIES = Context(
    CONTEXT.origins,
    CONTEXT.independent,
    same_actor,
    CERTAINTY,
    actor_of=lambda name, entry: "houthi" if "حوثي" in name else None,
    side_of={"army": "government", "militia": "government", "rebels": "opposition"}.get,
)


def told(
    origin, type="shelling", by=(), at=(), killed=None, day=12, when=None, site=None, factuality="stated", id=None
):
    """An entry of one origin."""
    mention = Mention("قصف", 0, 3)
    counts = (CasualtyCount(CasualtyKind.KILLED, None, None, killed, killed, "قتلى", 9, 13),) if killed else ()
    claim = Claim(
        ClaimType(type),
        mention,
        (mention,) * len(by),
        (mention,) * len(at),
        (mention,),
        when=When("", 0, 0, when, when) if when else None,
        factuality=Factuality(factuality),
        casualties=counts,
    )
    said = f"2016-06-{day:02}" if day else None
    return Entry(id or f"{origin} {day} {type}", f"report {origin}", "outlet", said, claim, (site,), (origin,), by, at)


def incident(*entries):
    return build(entries, CONTEXT)


def test_an_incident_bears_the_id_of_its_founding_claim():
    found = incident(told("B", day=13, id="late"), told("A", day=12, id="early"), told("A", day=14, id="last"))
    assert (found.id, found.claims) == ("early", ("early", "late", "last"))
    assert found.reports == ("report A", "report B")


def test_its_founding_claim_is_that_of_linking():
    entries = [told("B", day=13), told("A", day=12), told("C", day=None), told("A", day=12, type="bombing")]
    for some in (entries, entries[:2], entries[1:]):
        assert min(some, key=founding).id == founder(sketch(entry, ()) for entry in some)


def test_no_entries_make_no_incident():
    with pytest.raises(MarsadError, match="without claims"):
        incident()


def test_the_type_that_most_independent_origins_tell():
    often = [told("A", "bombing", day=day) for day in (12, 13, 14)]
    found = incident(*often, told("B", "suicide_bombing"), told("C", "suicide_bombing"))
    assert found.type is ClaimType.SUICIDE_BOMBING
    assert [(version.value, version.origins) for version in found.types] == [
        ("suicide_bombing", ("B", "C")),
        ("bombing", ("A",)),
    ]


def test_among_equals_the_more_special_type():
    assert incident(told("A", "shelling"), told("B", "air_strike")).type is ClaimType.AIR_STRIKE


def test_every_version_of_who_did_it_is_kept():
    found = incident(told("A", by=("army",)), told("B", by=("rebels",)), told("C", by=("rebels", "army-4")))
    assert [(version.value, len(version.claims)) for version in found.initiators] == [
        ("rebels", 2),
        ("army", 1),
        ("army-4", 1),
    ]


def test_an_actor_named_twice_by_a_claim_is_one():
    assert len(incident(told("A", by=("army", "army"))).initiators[0].claims) == 1


def test_who_denies_it_gives_none_of_its_fields():
    denial = told("Z", "air_strike", by=("russia",), factuality="denied", when="2016-06-01", site=NAYRAB)
    found = incident(told("A", by=("army",), when="2016-06-11", site=SARAQIB), denial)
    assert [version.value for version in found.initiators] == ["army"]
    assert (found.type, found.first, found.site) == (ClaimType.SHELLING, "2016-06-11", SARAQIB)
    assert found.disputes == ("happened",)


def test_a_happening_that_is_only_denied_has_the_fields_of_its_denial():
    found = incident(told("Z", "air_strike", by=("russia",), factuality="denied"))
    assert (found.type, len(found.initiators), found.disputes) == (ClaimType.AIR_STRIKE, 1, ())


def test_clashes_are_turned_one_way():
    one = told("A", "armed_clash", by=("army",), at=("rebels",), day=11)
    other = told("B", "armed_clash", by=("rebels",), at=("army-4",))
    found = incident(one, other, told("C", "armed_clash", at=("army",)))
    assert {version.value for version in found.initiators} == {"army", "army-4"}
    assert {version.value for version in found.targets} == {"rebels"}
    assert found.disputes == ()


def test_clashes_are_turned_as_the_attack_goes():
    attack = told("B", "ground_attack", by=("rebels",), at=("army",))
    found = incident(told("A", "armed_clash", by=("army",), at=("rebels",), day=11), attack)
    assert [version.value for version in found.initiators] == ["rebels"]


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        ({"type": "bombing"}, {"type": "shelling"}, ("type",)),
        ({"type": "air_strike"}, {"type": "shelling"}, ()),
        ({"by": ("army",)}, {"by": ("rebels",)}, ("initiators",)),
        ({"by": ("army",)}, {"by": ()}, ()),
        ({"by": ("army",)}, {"by": ("army-4",)}, ()),
        ({"by": ("army",)}, {"by": ("gunmen",)}, ()),
        ({"at": ("army",)}, {"at": ("rebels",)}, ("targets",)),
        ({"killed": 5}, {"killed": 6}, ("killed",)),
        ({"killed": 5}, {}, ()),
        ({"site": SARAQIB}, {"site": NAYRAB}, ("place",)),
        ({"when": "2016-06-11"}, {"when": "2016-06-12"}, ("time",)),
        ({}, {"factuality": "denied"}, ("happened",)),
        ({}, {"factuality": "planned"}, ()),
        ({"factuality": "planned"}, {"factuality": "denied"}, ()),
    ],
)
def test_disputes(one, other, disputed):
    assert incident(told("A", **one), told("B", **other)).disputes == disputed


def test_allies_in_a_fight_are_no_dispute():
    one, other = told("A", "armed_clash", by=("army",)), told("B", "ground_attack", by=("militia",))
    assert build([one, other], ALLIES).disputes == ()
    assert build([one, told("C", "ground_attack", by=("rebels",))], ALLIES).disputes == ("initiators",)
    assert incident(one, other).disputes == ("initiators",)


def test_who_of_two_allies_struck_is_a_dispute():
    entries = told("A", "air_strike", by=("army",)), told("B", "air_strike", by=("militia",))
    assert build(entries, ALLIES).disputes == ("initiators",)


def test_fighters_of_known_actors_are_counted_by_actor():
    group = Mention("مسلحا حوثيا", 9, 20)
    counts = (CasualtyCount(CasualtyKind.KILLED, group, False, 5, 5, "5", 9, 20),)
    claim = Claim(ClaimType.ARMED_CLASH, group, casualties=counts)
    found = build([Entry("1", "r", "o", None, claim)], ALLIES)
    assert [row.group for row in found.casualties] == ["", "fighters", "houthi"]


def test_nobody_disputes_with_himself():
    one, other = told("A", by=("army",), killed=5), told("A", "bombing", by=("rebels",), killed=6, factuality="denied")
    assert incident(one, other).disputes == ()


def test_the_grade_is_the_one_given():
    assert incident(told("A")).certainty is CERTAINTY


def test_the_rest_follows_from_its_entries():
    found = incident(told("A", killed=5, when="2016-06-11", site=SARAQIB))
    assert (found.first, found.last, found.date_precision) == ("2016-06-11", "2016-06-11", 1)
    assert found.site == SARAQIB
    assert [(row.group, row.best) for row in found.casualties] == [("", 5)]


a_claim = st.builds(
    told,
    origin=st.sampled_from("ABCD"),
    type=st.sampled_from(["shelling", "air_strike", "armed_clash", "ground_attack"]),
    by=st.sampled_from([(), ("army",), ("rebels",), ("army-4", "gunmen")]),
    at=st.sampled_from([(), ("rebels",), ("army",)]),
    killed=st.sampled_from([None, 3, 5]),
    day=st.sampled_from([None, 11, 12, 13]),
    when=st.sampled_from([None, "2016-06-10", "2016-06-11"]),
    site=st.sampled_from([None, SARAQIB, NAYRAB]),
    factuality=st.sampled_from(["stated", "alleged", "denied", "planned"]),
    id=st.uuids().map(str),
)


@given(st.lists(a_claim, min_size=1, max_size=7, unique_by=lambda entry: entry.id), st.integers())
@settings(max_examples=150)
def test_any_order_of_entries_gives_the_same_incident(entries, seed):
    shuffled = list(entries)
    Random(seed).shuffle(shuffled)
    assert build(shuffled, CONTEXT) == build(entries, CONTEXT)
