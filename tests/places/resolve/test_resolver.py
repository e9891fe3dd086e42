import pytest

from marsad.places.geo import km_between
from marsad.places.resolve import PlaceMention, locate, resolve


def ids(found):
    return {text: located.position and located.position.place_id for text, located in found.items()}


def test_the_larger_place_behind_a_name_decides(resolved):
    found = resolved("قصفت المدفعية [قرية الحدث] بـ[ريف إدلب]. وفي يوم آخر قصفت [حلب].")
    assert ids(found)["قرية الحدث"] == "sy-hadath-id"
    located = found["قرية الحدث"]
    assert "inside إدلب" in located.position.evidence
    assert any("sy-hadath-hl" in told for told in located.position.refused)


def test_a_list_shares_the_larger_place_behind_it(resolved):
    found = resolved("دارت اشتباكات في [الحدث] و[نبل] بـ[ريف حلب الشمالي]")
    assert ids(found) == {"الحدث": "sy-hadath-hl", "نبل": "sy-nubl", "ريف حلب الشمالي": "sy-rif-hl-n"}


def test_places_named_together_decide(resolved):
    assert ids(resolved("قصف على [نبل] و[الزهراء] في سوريا"))["الزهراء"] == "sy-zahra-nubl"
    assert ids(resolved("انفجار في [الزهراء] قرب [الموصل]"))["الزهراء"] == "iq-zahra"


def test_a_name_that_nothing_decides_has_no_position(resolved):
    located = resolved("قتل مدني في [قرية الحدث] في [سوريا]")["قرية الحدث"]
    assert located.position is None
    assert len(located.refused) == 3


def test_a_far_namesake_is_refused_and_the_region_given(resolved):
    located = resolved("قتل مدني في [قرية عين الشمس] بـ[ريف إدلب] قرب [سراقب]")["قرية عين الشمس"]
    assert (located.position, located.region) == (None, "SY-ID")


def test_class_words_rule_out(resolved):
    found = resolved("قصف [حي جوبر] في [دمشق] و[مدينة حلب] و[محافظة الرقة] و[الرقة]")
    assert ids(found) == {
        "حي جوبر": "sy-jobar",
        "دمشق": "sy-damascus",
        "مدينة حلب": "sy-aleppo",
        "محافظة الرقة": "SY-RA",
        "الرقة": "sy-raqqa",
    }


def test_a_quarter_far_from_its_town_is_refused(resolved):
    assert resolved("انفجار في [حي جوبر] في [مدينة الموصل]")["حي جوبر"].position is None


def test_streets_are_not_the_towns_they_are_called_after(resolved):
    found = resolved("قطع شارعي [سراقب]{road} و[حلب]{road} في [دمشق]")
    assert ids(found) == {"سراقب": None, "حلب": None, "دمشق": "sy-damascus"}


def test_a_district_known_by_its_class_word(resolved):
    assert ids(resolved("قصف [رازح] في [اليمن]"))["رازح"] == "ye-district"


def test_a_thing_called_after_a_village_is_near_it(resolved):
    position = resolved("قصف [مطار منغ] في [ريف حلب الشمالي]")["مطار منغ"].position
    assert (position.place_id, position.precision, position.acled, position.ucdp) == ("sy-menagh", "near", 2, 2)


def test_an_unknown_street_of_a_small_town_is_placed_by_the_town(resolved):
    located = resolved("انفجرت عبوة في [شارع الخضار] في [مدينة أريحا]")["شارع الخضار"]
    assert located.position.precision == "near"
    assert (located.position.place_id, located.region) == (None, "sy-ariha")


def test_an_unknown_street_of_a_city_is_not(resolved):
    located = resolved("انفجرت عبوة في [شارع الخضار] في [مدينة حلب]")["شارع الخضار"]
    assert (located.position, located.region) == (None, "sy-aleppo")


@pytest.mark.parametrize(
    ("phrase", "lat", "lon", "within", "precision"),
    [
        ("شمال حلب", 36.3, 37.16, 8, "near"),
        ("ريف الرقة", 35.95, 38.95, 1, "governorate"),
        ("ريف الرقة الشمالي", 36.24, 39.01, 5, "region"),
        ("شمال غربي سوريا", 35.9, 37.4, 40, "region"),
        ("محيط مدينة سراقب", 35.86, 36.8, 1, "near"),
        ("الطريق الواصل بين حمص ودمشق", 34.115, 36.505, 1, "region"),
        ("طريق حمص - دمشق", 34.115, 36.505, 1, "region"),
        ("الأراضي السورية", 35.0, 38.5, 1, "country"),
    ],
)
def test_vague_phrases_get_a_wide_radius(resolved, phrase, lat, lon, within, precision):
    position = resolved(f"قصف على [{phrase}] قرب حدود [سوريا]")[phrase].position
    assert km_between(position.lat, position.lon, lat, lon) <= within
    assert position.precision == precision
    assert position.radius_km >= 3


def test_a_distance_told_is_kept(resolved):
    position = resolved("سقط صاروخ 20 كلم [غرب الرقة]")["غرب الرقة"].position
    assert km_between(position.lat, position.lon, 35.95, 39.01) == pytest.approx(20, abs=0.5)
    assert position.lon < 39.01
    assert "20 km away as told" in position.evidence


def test_the_country_is_that_of_the_report(resolved):
    found = resolved("قتل جندي عراقي في [الموصل] وفي [شمال البلاد]")
    assert "country IQ" in found["شمال البلاد"].position.evidence


def test_two_places_written_as_one(resolved):
    position = resolved("قصف [نبل والزهراء] في [ريف حلب الشمالي]")["نبل والزهراء"].position
    assert km_between(position.lat, position.lon, 36.37, 37.0) < 2


def test_what_is_no_place_stays_out(resolved):
    found = resolved("قال إنه [ستسعى] وفي [المنشآت الحكومية] في [سوريا]")
    assert found["ستسعى"].position is None
    assert found["المنشآت الحكومية"].position is None


def test_a_hint_names_the_country(gazetteer):
    mention = PlaceMention("قرية بالا", 4, 13)
    assert resolve([mention], "في قرية بالا", gazetteer) == [None]
    mention = PlaceMention("قرية الزهراء", 3, 15)
    [position] = resolve([mention], "في قرية الزهراء", gazetteer, "IQ")
    assert position.place_id == "iq-zahra"


def test_nothing_to_resolve(gazetteer):
    assert locate([], "", gazetteer) == []


def test_pure(resolved):
    text = "دارت اشتباكات في [الحدث] و[نبل] بـ[ريف حلب الشمالي] وفي [جوبر]"
    assert resolved(text) == resolved(text)


@pytest.mark.parametrize("text", ["", " ", "(", "ال", "شمال", "ريف", "طريق", "بين", "أقصى", "20", "«»", "X"])
def test_odd_mentions(gazetteer, text):
    assert resolve([PlaceMention(text, 0, len(text))], text, gazetteer) == [None]


def test_generic_words_are_no_names(gazetteer):
    assert resolve([PlaceMention("وسط المدينة", 0, 11)], "وسط المدينة", gazetteer) == [None]


def test_the_countryside_of_a_town_is_around_it(resolved):
    position = resolved("قصف [ريف سراقب الشرقي] و[ريف مدينة أريحا] في [محافظة إدلب]")
    around, beside = position["ريف مدينة أريحا"].position, position["ريف سراقب الشرقي"].position
    assert (around.place_id, around.precision) == ("sy-ariha", "district")
    assert (beside.place_id, beside.precision) == (None, "near")
    assert beside.lon > 36.8


def test_a_road_of_which_one_end_is_known(resolved):
    position = resolved("انفجرت عبوة على [طريق سراقب - خربة الورد] في [محافظة إدلب]")[
        "طريق سراقب - خربة الورد"
    ].position
    assert position.precision == "near"
    assert "one end of the road" in position.evidence


def test_a_quarter_lies_inside_the_town_told(resolved):
    assert ids(resolved("قصف [حي جوبر] في [مدينة دمشق]"))["حي جوبر"] == "sy-jobar"


def test_a_town_told_to_lie_toward_something_may_lie_far(resolved):
    found = resolved("اشتباكات في [مدينة حمص] ([شمال دمشق])")
    assert ids(found)["مدينة حمص"] == "sy-homs"


def test_more_places_than_a_report_has_are_read_in_parts(gazetteer):
    text = "قصف على سراقب. " * 700
    mentions = [PlaceMention("سراقب", n * 15 + 8, n * 15 + 13, "town", "", n, 0) for n in range(700)]
    found = resolve(mentions, text, gazetteer)
    assert {position.place_id for position in found} == {"sy-saraqib"}


def test_a_distance_told_behind_a_name_decides(resolved):
    found = resolved("قصف [قرية الحدث] (30 كلم [شمال الرقة]) في سوريا")
    assert ids(found)["قرية الحدث"] == "sy-hadath-ra"
    found = resolved("قصف [قرية الحدث]، على بعد 35 كلم [شمال حلب] في سوريا")
    assert ids(found)["قرية الحدث"] == "sy-hadath-hl"
