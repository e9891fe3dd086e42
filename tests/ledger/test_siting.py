"""Where an incident lies."""

from __future__ import annotations

from marsad.ledger.entry import Entry
from marsad.ledger.siting import agree, siting
from marsad.ledger.voices import Voices
from marsad.model import Claim, ClaimType, Mention
from marsad.model.incident import Site

VOICES = Voices({}, lambda origins: tuple(dict.fromkeys(origins)))
SARAQIB = Site("saraqib", "سراقب", 35.86, 36.80, 2.0, "town", "SY-ID", "SY")
NAYRAB = Site("nayrab", "النيرب", 35.90, 36.72, 1.0, "village", "SY-ID", "SY")
DISTRICT = Site("idlib-district", "منطقة إدلب", 35.90, 36.75, 25.0, "district", "SY-ID", "SY")
IDLIB = Site("SY-ID", "إدلب", 35.9, 36.6, 60.0, "governorate", "SY-ID", "SY")
SOMEWHERE_IN_IDLIB = Site(None, "ريف إدلب", None, None, None, None, "SY-ID", "SY")
SYRIA = Site("SY", "سوريا", 35.0, 38.0, 300.0, "country", None, "SY")
ABROAD = Site(None, "البحر", None, None, None, None, None, None)
KHAN_TUMAN = Site("khan-tuman", "خان طومان", 36.11, 37.05, 1.0, "town", "SY-HL", "SY")
POINTLESS = Site("front", "الجبهة", None, None, None, "region", "SY-ID", "SY")


def told(*sites_by_origin):
    """Entries of origins A, B, C …, each with its sites."""
    claim = Claim(ClaimType.SHELLING, Mention("قصف", 0, 3))
    return [
        Entry(f"{name}{n}", f"report {name}", "outlet", "2016-06-12", claim, (site,), (name,))
        for name, sites in zip("ABCDE", sites_by_origin, strict=False)
        for n, site in enumerate(sites)
    ]


def site(*sites_by_origin):
    return siting(told(*sites_by_origin), VOICES).site


def test_the_place_that_most_name():
    assert site([SARAQIB], [NAYRAB], [NAYRAB]) == NAYRAB


def test_a_vague_place_bears_out_the_precise_one_within():
    assert site([DISTRICT], [SARAQIB]) == SARAQIB
    assert site([IDLIB], [SARAQIB]) == SARAQIB


def test_a_vague_place_that_all_agree_on_outdoes_two_precise_ones():
    assert site([SARAQIB], [NAYRAB], [DISTRICT]) == DISTRICT


def test_a_governorate_gives_way_to_any_place_in_it():
    assert site([SARAQIB], [NAYRAB], [IDLIB], [SOMEWHERE_IN_IDLIB]) in (SARAQIB, NAYRAB)


def test_the_site_lies_in_the_governorate_that_most_name():
    assert site([SARAQIB], [IDLIB], [SOMEWHERE_IN_IDLIB], [KHAN_TUMAN]) == SARAQIB
    assert site([IDLIB], [SOMEWHERE_IN_IDLIB], [KHAN_TUMAN]).governorate == "SY-ID"


def test_a_country_names_no_governorate():
    assert site([SYRIA], [SYRIA], [SARAQIB]) == SARAQIB
    assert site([SYRIA], [ABROAD]) == SYRIA


def test_a_governorate_with_a_point_outdoes_one_without():
    assert site([SOMEWHERE_IN_IDLIB], [IDLIB]) == IDLIB


def test_of_a_list_the_place_that_more_claims_name():
    entries = told([SARAQIB, NAYRAB, SARAQIB])
    assert siting(entries, VOICES).site == SARAQIB


def test_places_that_lie_nobody_knows_where_say_nothing():
    assert site([None], [None]) is None
    assert site([None], [SARAQIB]) == SARAQIB


def test_places_that_exclude_each_other_are_disputed():
    assert siting(told([SARAQIB], [NAYRAB]), VOICES).disputed
    assert not siting(told([SARAQIB], [DISTRICT], [IDLIB], [None]), VOICES).disputed
    assert siting(told([SARAQIB], [KHAN_TUMAN]), VOICES).disputed


def test_sites_agree_where_one_holds_the_other():
    assert agree(SARAQIB, DISTRICT)
    assert agree(DISTRICT, SARAQIB)
    assert agree(SARAQIB, SYRIA)
    assert not agree(SARAQIB, NAYRAB)
    assert not agree(KHAN_TUMAN, IDLIB)
    assert not agree(POINTLESS, SARAQIB)
    assert agree(POINTLESS, POINTLESS)
