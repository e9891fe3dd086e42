from dataclasses import replace

import pytest
from django.utils import translation

from marsad.model import ClaimType, Factuality
from marsad.web.browse.cards import DISPUTES, card, cards, reserve
from marsad.web.browse.headlines import headline, plain_headline
from marsad.web.site.choices import Choices


@pytest.fixture
def made(strike):
    with translation.override("ar"):
        (found,) = cards([strike])
    return found


def test_a_card_tells_where_and_who(made):
    assert (made.place.text, made.around.text) == ("سراقب", "إدلب")
    assert [one.text for one in made.initiators.names] == ["الجيش السوري"]
    assert made.targets.names == ()


def test_a_card_tells_the_range_with_its_sources(made):
    (killed,) = made.tolls
    assert (killed.low, killed.high, len(killed.origins)) == (3, 7, 2)
    assert not made.unknown
    assert made.sources == 2


def test_a_card_tells_what_is_disputed(made):
    assert made.disputes == (DISPUTES["killed"],)


def test_a_card_tells_why_its_certainty_is_what_it_is(made):
    assert made.reasons == ("عدد المصادر المستقلة 2: الخوذ البيضاء، المرصد السوري لحقوق الإنسان",)


def test_a_card_quotes_its_founding_claim(made):
    assert made.quote.text.startswith("قال المرصد السوري")
    assert made.quote.outlet.text == "عنب بلدي"


def test_without_its_report_a_card_quotes_nothing(strike):
    assert card(strike).quote is None


def test_in_english_names_are_english(strike):
    with translation.override("en"):
        found = card(strike)
    assert (found.place.text, found.around.text) == ("Saraqib", "Idlib")
    assert found.reasons == ("2 independent sources: White Helmets, Syrian Observatory for Human Rights",)


def test_who_is_in_no_register_is_not_named(tell):
    report = tell("اعتقلت الشرطة فلان الفلاني في سراقب.", "اعتقلت", "arrest", on=["فلان الفلاني"], at=["سراقب"])
    with translation.override("ar"):
        found = card(tell.incident(report))
    assert [one.text for one in found.targets.names] == ["طرف مذكور في التقرير"]
    assert not found.targets.names[0].known


def test_where_nobody_counts_the_dead_of_an_attack_they_are_unknown(tell):
    report = tell("قصفت قوات النظام سراقب.", "قصفت", at=["سراقب"])
    assert card(tell.incident(report)).unknown


def test_a_protest_has_no_dead_to_be_told_of(tell):
    report = tell("تظاهر الأهالي في سراقب.", "تظاهر", "protest", at=["سراقب"])
    assert not card(tell.incident(report)).unknown


@pytest.mark.parametrize(
    ("factuality", "shown"), [("stated", None), ("planned", "planned"), ("denied", "denied"), ("alleged", "alleged")]
)
def test_what_nobody_tells_as_done_says_so(tell, factuality, shown):
    report = tell("قصفت قوات النظام سراقب.", "قصفت", at=["سراقب"], factuality=factuality)
    assert reserve(tell.incident(report)) == (Factuality(shown) if shown else None)


def test_the_two_sides_of_a_clash_are_sides(tell):
    report = tell("اشتبكت قوات النظام مع داعش.", "اشتبكت", "armed_clash", by=["قوات النظام"], on=["داعش"])
    assert card(tell.incident(report)).sided


def test_many_actors_are_counted_not_listed(strike):
    versions = [replace(strike.initiators[0], value=one) for one in ("is", "houthi", "sdf", "hezbollah", "taliban")]
    found = card(replace(strike, initiators=tuple(versions)))
    assert (len(found.initiators.names), found.initiators.more) == (3, 2)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ar", "قصف على \u2068سراقب\u2069، \u2068إدلب\u2069 — \u20663–7\u2069 قتلى"),
        ("en", "Shelling of \u2068Saraqib\u2069, \u2068Idlib\u2069 — \u20663–7\u2069 killed"),
    ],
)
def test_a_headline_says_it_in_words(strike, language, line):
    with translation.override(language):
        assert plain_headline(card(strike)) == line


def test_a_headline_has_the_reader_s_digits(strike):
    with translation.override("ar"):
        assert '<bdi dir="ltr">٣–٧</bdi>' in headline(card(strike), Choices(digits="arab"))


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (ClaimType.AIR_STRIKE, "Air strike on \u2068Saraqib\u2069, \u2068Idlib\u2069"),
        (ClaimType.PROTEST, "Protest in \u2068Saraqib\u2069, \u2068Idlib\u2069"),
    ],
)
def test_a_headline_without_a_toll(strike, kind, line):
    with translation.override("en"):
        assert plain_headline(card(replace(strike, type=kind, casualties=()))) == line


def test_a_headline_without_a_place(strike):
    with translation.override("en"):
        assert plain_headline(card(replace(strike, site=None, casualties=()))) == "Shelling"


def test_a_headline_is_escaped(strike):
    evil = replace(strike, site=replace(strike.site, place=None, name="<script>"), casualties=())
    with translation.override("ar"):
        assert "<script>" not in headline(card(evil))
