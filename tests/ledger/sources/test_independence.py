import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.ledger.sources import SourceRegister
from marsad.ledger.sources.independence import Origin, Way, independent, origins, voices
from marsad.model import Factuality


@pytest.fixture
def whose(register):
    def run(*entries, groups=None, credits=None):
        return {k: (o.source, o.way) for k, o in origins(entries, groups or {}, register, credits or {}).items()}

    return run


def test_the_innermost_source_named_is_the_origin(entry, whose):
    assert whose(entry("1", "reuters", "sohr")) == {"1": ("sohr", Way.NAMED)}


def test_the_outlet_is_the_origin_of_what_it_says_itself(entry, whose):
    assert whose(entry("1", outlet="cnn")) == {"1": ("cnn", Way.OUTLET)}


def test_its_own_correspondents_are_the_outlet(entry, whose):
    assert whose(entry("1", "own-correspondents", outlet="cnn")) == {"1": ("cnn", Way.OUTLET)}


def test_a_monitor_vouches_for_the_activists_it_quotes(entry, whose):
    assert whose(entry("1", "sohr", "activists")) == {"1": ("sohr", Way.NAMED)}


def test_an_agency_does_not_vouch_for_the_activists_it_quotes(entry, whose):
    assert whose(entry("1", "reuters", "activists")) == {"1": ("activists", Way.NAMED)}


def test_nameless_people_of_a_side_stay_what_they_are(entry, whose):
    assert whose(entry("1", "sohr", "iq-security-sources")) == {"1": ("iq-security-sources", Way.NAMED)}


def test_a_credit_makes_the_agency_the_origin(entry, whose):
    assert whose(entry("1"), credits={"r-1": "afp"}) == {"1": ("afp", Way.CREDIT)}


def test_a_credit_holds_for_reprints_that_leave_it_out(entry, whose):
    groups = {"r-1": "r-1", "r-2": "r-1"}
    found = whose(entry("1", outlet="cnn"), entry("2", outlet="bbc"), groups=groups, credits={"r-2": "afp"})
    assert set(found.values()) == {("afp", Way.CREDIT)}


def test_a_reprint_has_the_origin_of_the_text_printed_first(entry, whose):
    early, late = entry("2", outlet="cnn", published="2020-01-01"), entry("1", outlet="bbc", published="2020-01-02")
    assert whose(late, early, groups={"r-1": "r-2", "r-2": "r-2"}) == {
        "2": ("cnn", Way.OUTLET),
        "1": ("cnn", Way.TEXT),
    }


def test_a_reprint_that_leaves_out_the_source_has_it_still(entry, whose):
    found = whose(entry("1", "sohr"), entry("2", outlet="bbc"), groups={"r-1": "r-1", "r-2": "r-1"})
    assert found["2"] == ("sohr", Way.TEXT)


def test_what_a_report_says_again_in_its_own_voice_has_its_source(entry, whose):
    found = whose(entry("1", "sohr", report="r"), entry("2", report="r"))
    assert found["2"] == ("sohr", Way.TEXT)


def test_who_denies_it_is_not_the_origin_of_what_the_report_says(entry, whose):
    denial = entry("1", "sana", report="r", factuality=Factuality.DENIED)
    assert whose(denial, entry("2", report="r"))["2"] == ("al-jazeera", Way.OUTLET)


def test_ten_outlets_that_quote_one_source_are_one(entry, register):
    entries = [entry(str(n), "sohr", outlet=f"outlet-{n}") for n in range(10)]
    assert independent(entries, {}, register) == ("sohr",)


def test_sources_of_one_side_are_one(register):
    assert voices(["sana", "sy-defence-ministry", "sohr", "sy-military-sources"], register) == ("sana", "sohr")


def test_nameless_people_of_one_kind_are_one(register):
    assert voices(["activists", "local-sources", "witnesses", "residents"], register) == ("activists", "witnesses")


def test_people_of_a_monitor_speak_with_its_name(register):
    assert voices(["sohr/sources", "sohr"], register) == ("sohr/sources",)


def test_unknown_names_are_one(register):
    assert voices(["new:فلان", "new:فلان-الفلاني", "sohr"], register) == ("new:فلان", "sohr")


def test_sources_of_which_nothing_is_said_count_only_alone(register):
    assert voices(["sources", "activists"], register) == ("activists",)
    assert voices(["sources", "reports"], register) == ("sources",)


def test_denials_and_plans_are_no_tellings(entry, register):
    entries = [entry("1", "sohr"), entry("2", "sana", factuality=Factuality.DENIED)]
    entries.append(entry("3", "reuters", factuality=Factuality.PLANNED))
    assert independent(entries, {}, register) == ("sohr",)


def test_the_earliest_comes_first(entry, register):
    entries = [entry("1", "snhr", published=None), entry("2", "sohr", published="2020-02-01")]
    assert independent(entries, {}, register) == ("sohr", "snhr")


SOME = st.lists(st.sampled_from(["sohr", "sana", "activists", "sources", "new:فلان", "reuters", "sy-army"]), max_size=6)


@given(SOME)
def test_voices_are_independent_of_each_other(ids):
    register = SourceRegister.shipped()
    found = voices(ids, register)
    assert voices(found, register) == found
    assert set(found) <= set(ids)
    assert bool(found) == bool(ids)


@given(SOME, st.randoms())
def test_how_many_voices_there_are_does_not_depend_on_the_order(ids, rng):
    register = SourceRegister.shipped()
    assert len(voices(ids, register)) == len(voices(rng.sample(ids, len(ids)), register))


def test_an_origin_can_be_compared():
    assert Origin("sohr", Way.NAMED) == Origin("sohr", Way("named"))
