import pytest

from marsad.model import MarsadError
from marsad.places import cities, tables
from marsad.places.embedded import embedded

HEADER = ",".join(tables.COLUMNS)


def table(tmp_path, *lines):
    path = tmp_path / "own.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def test_a_row(tmp_path):
    (place,) = tables.read_table(
        table(tmp_path, 'sy-x,جوبر,حي جوبر|جوبر|Jobar,neighbourhood,SY-DI,33.527,36.334,1.3,Jobar,"edge, sure to 1 km"')
    )
    assert [(n.text, n.script, n.kind) for n in place.names] == [
        ("جوبر", "arab", "main"),
        ("حي جوبر", "arab", "variant"),
        ("Jobar", "latn", "variant"),
        ("Jobar", "latn", "romanised"),
    ]
    assert (place.country, place.parent, place.lat, place.radius_km) == ("SY", "SY-DI", 33.527, 1.3)
    assert place.note == "edge, sure to 1 km"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("sy-x,Jobar,,town,SY,33,36,1,,", "Arabic name_ar"),
        ("sy-x,جوبر,,castle,SY,33,36,1,,", "unknown cls 'castle'"),
        ("sy-x,جوبر,,town,SY,north,36,1,,", "lat must be a number"),
        ("sy-x,جوبر,,town,SY,133,36,1,,", "lat 133.0 is out of range"),
        ("sy-x,جوبر,,town,SY,33,36,1", "10 columns"),
        ("sy-x,جوبر,,town,SY,33,36,1,,a,b", "10 columns"),
    ],
)
def test_a_bad_row_is_told(tmp_path, row, told):
    with pytest.raises(MarsadError, match=told) as error:
        list(tables.read_table(table(tmp_path, row)))
    assert "own.csv, line 2" in str(error.value)


def test_a_bad_header_is_told(tmp_path):
    (tmp_path / "own.csv").write_text("id,name\n", encoding="utf-8")
    with pytest.raises(MarsadError, match=r"own\.csv: the first line must be id,name_ar"):
        list(tables.read_table(tmp_path / "own.csv"))


def test_own_tables_hold_together():
    places = list(tables.read())
    ids = {place.id for place in places}
    assert len(ids) == len(places)
    assert not [p.id for p in places if p.cls != "country" and p.parent not in ids]
    assert {p.country for p in places} <= ids
    assert ids >= cities.COUNTRIES | cities.AT_WAR


def test_first_level_codes_lead_to_governorates():
    governorates = {place.id for place in tables.read_table(tables.DATA / "governorates.csv")}
    assert set(cities.admin1().values()) <= governorates


@pytest.mark.parametrize(
    ("name", "first", "chain"),
    [
        ("حلب", "city", ["SY-HL", "SY"]),
        ("محافظة حلب", "governorate", ["SY"]),
        ("الموصل", "city", ["IQ-NI", "IQ"]),
        ("خان يونس", "city", ["PS-KYS", "PS"]),
        ("مصراتة", "city", ["LY-MI", "LY"]),
        ("الفاشر", "city", ["SD-DN", "SD"]),
        ("تعز", "city", ["YE-TA", "YE"]),
        ("وادي سوات", "region", ["PK-KP", "PK"]),
        ("جنوب وزيرستان", "region", ["PK-KP", "PK"]),
        ("ولاية هلمند", "governorate", ["AF"]),
        ("شبه جزيرة القرم", "governorate", ["UA"]),
        ("الشيشان", "governorate", ["RU"]),
        ("أميركا", "country", []),
        ("غابة سامبيسا", "region", ["NG-BO", "NG"]),
        ("قاعدة انجرليك", "base", ["TR-01", "TR"]),
    ],
)
def test_embedded_places(name, first, chain):
    place = embedded().find(name)[0]
    assert place.cls == first
    assert [outer.id for outer in embedded().chain(place)[1:]] == chain


def test_main_names_are_arabic_and_sound_like_the_source():
    assert cities.main_first(["ترابلس", "طرابلس"], "Tripoli")[0] == "طرابلس"
    assert cities.main_first(["فطسة الثيب", "الكرامة"], "Al Karāmah")[0] == "الكرامة"
    assert cities.main_first(["ئاممان", "عمان"], "Amman")[0] == "عمان"


@pytest.mark.parametrize(
    ("people", "cls", "km"), [(0, "village", 1.0), (10_000, "town", 1.0), (2_000_000, "city", 11.2)]
)
def test_settlements_by_people(people, cls, km):
    assert (cities.settlement_class(people), cities.settlement_radius(people)) == (cls, km)
