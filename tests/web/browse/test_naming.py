import pytest
from django.utils import translation

from marsad.ledger.actors.sides import sides
from marsad.model.incident import Site
from marsad.web.browse import naming

SARAQIB = Site("gn:164816", "سراقب", 35.8, 36.8, 1.0, "village", "SY-ID", "SY")


@pytest.mark.parametrize(("language", "words"), [("ar", "إدلب"), ("en", "Idlib")])
def test_names_are_in_the_page_s_language(observatory, language, words):
    with translation.override(language):
        assert naming.around(SARAQIB).text == words


def test_the_governorate_itself_lies_in_its_country(observatory):
    with translation.override("en"):
        assert naming.around(Site("SY-ID", "إدلب", None, None, None, "governorate", "SY-ID", "SY")).text == "Syria"


def test_a_country_lies_in_nothing(observatory):
    assert naming.around(Site("SY", "سوريا", None, None, None, "country", None, "SY")) is None


def test_a_place_of_no_gazetteer_is_named_as_its_report_does(observatory):
    site = Site(None, "تلة البطيخ", None, None, None, None, "SY-ID", "SY")
    with translation.override("ar"):
        assert naming.site(site) == naming.Named("تلة البطيخ", known=False)
    with translation.override("en"):
        assert naming.site(site).text == "Talat al Baţīkh"


def test_an_id_that_no_gazetteer_has(observatory):
    assert naming.place("nowhere") == naming.Named("nowhere", known=False)


def test_an_outlet_that_no_register_has_keeps_its_name(observatory):
    with translation.override("ar"):
        assert naming.outlet("new:جريدة", "جريدة") == naming.Named("جريدة", known=False)
        assert naming.outlet("new:", "").text == "الوسيلة غير معلومة"
        assert naming.source("new:جريدة", {"new:جريدة": "جريدة"}).text == "جريدة"
        assert naming.source("new:فلان").text == "مصدر مذكور في التقرير"


def test_sides(observatory):
    with translation.override("en"):
        assert naming.side("sy-government") == sides()["sy-government"].en
        assert naming.side("houthi") == naming.actor("houthi").text


def test_a_page_that_is_not_served_has_no_address(observatory):
    assert naming.address("no-such-page") is None
