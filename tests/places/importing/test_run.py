import csv
import gzip
import sqlite3
import zipfile
from pathlib import Path

import pytest

from marsad.model import MarsadError
from marsad.places import library
from marsad.places.importing.run import Wish, default_name, import_file

SHARED = Path(__file__).parents[4] / "shared" / "gazetteer"
pytestmark = pytest.mark.usefixtures("data_folder")


@pytest.fixture(name="data_folder")
def _data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MARSAD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path / "cache"))


def row(number, name, alternates, lat, lon, code, admin1="12", admin2="", people=0, country="SY"):
    feature = "P" if code.startswith("PPL") else "A"
    return [
        number,
        name,
        name,
        alternates,
        lat,
        lon,
        feature,
        code,
        country,
        "",
        admin1,
        admin2,
        "",
        "",
        people,
        "",
        "",
        "",
        "",
    ]


GEONAMES = [
    row(1, "Mithal", "Mithal,مثال,مثالية", 35.8, 36.7, "PPL", admin2="7", people=12_000),
    row(2, "Mithal District", "منطقة مثال", 35.8, 36.8, "ADM2", admin2="7"),
    row(3, "Idlib", "محافظة إدلب", 35.7, 36.6, "ADM1"),
    row(4, "Nameless", "", 35.1, 36.1, "PPL"),
    row(5, "Gone", "زائلة", 35.1, 36.1, "PPLH"),
    row(6, "Stream", "نهر", 35.1, 36.1, "STM"),
    row(7, "Mithal Air Base", "مطار مثال", 35.9, 36.7, "AIRB"),
]


def tsv(path, rows):
    text = "\n".join("\t".join(map(str, cells)) for cells in rows) + "\n"
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "about")
            archive.writestr(f"{path.stem}.txt", text)
    else:
        path.write_text(text, encoding="utf-8")
    return path


def table(path, header, *rows):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


def imported(path, **wish):
    done = import_file(path, path.name, Wish(**wish))
    gazetteer = library.load(["embedded", done.gazetteer.source.name])
    return done, gazetteer


@pytest.mark.parametrize("name", ["SY.txt", "SY.zip"])
def test_geonames(tmp_path, name):
    done, gazetteer = imported(tsv(tmp_path / name, GEONAMES))
    assert (done.gazetteer.source.name, done.gazetteer.rows) == ("geonames-sy", 3)
    assert done.gazetteer.source.licence == "CC-BY-4.0"
    place = gazetteer.get("gn:1")
    assert (place.cls, place.population, place.name) == ("town", 12_000, "مثال")
    # The governorate is the embedded one, not a second.
    assert [outer.id for outer in gazetteer.chain(place)] == ["gn:1", "gn:2", "SY-ID", "SY"]
    assert gazetteer.get("gn:3") is None
    assert gazetteer.get("gn:7").cls == "airport"


def test_geonames_with_alternate_names(tmp_path):
    names = [
        [1, 1, "ar", "اسم قديم", "", "", "", 1, "", ""],
        [2, 1, "ar", "اسم مفضل", 1, "", "", "", "", ""],
        [3, 1, "fa", "نام", "", "", "", "", "", ""],
    ]
    alternates = tsv(tmp_path / "alternate.txt", names)
    _, gazetteer = imported(tsv(tmp_path / "SY.txt", GEONAMES), alternates=alternates)
    assert [n.text for n in gazetteer.get("gn:1").names] == ["اسم مفضل", "اسم قديم", "Mithal"]
    with pytest.raises(MarsadError, match="no table of alternate names"):
        imported(tsv(tmp_path / "SY.txt", GEONAMES), alternates=tsv(tmp_path / "bad.txt", [[1, 2]]))


WOF_HEADER = ["wof_id", "name", "name_ar", "placetype", "lat", "lon", "country", "parent_id"]
WOF = [
    [1, "Idlib", "محافظة إدلب|إدلب", "region", 35.8, 36.7, "SY", -1],
    [2, "Mithal", "مثال|Mithal|مثال (إدلب)", "locality", 35.9, 36.6, "SY", 1],
    [3, "No Arabic", "", "locality", 35.9, 36.6, "SY", 1],
    [4, "Stray", "تائهة", "locality", 35.94, 36.61, "SY", 99],
    [5, "Mithal Airport", "مطار مثال", "campus", 35.95, 36.6, "SY", 1],
    [6, "Gaza Strip", "قطاع غزة|محافظة غزة", "region", 31.43, 34.38, "PS", -1],
]


@pytest.mark.parametrize("name", ["wof.csv", "wof.csv.gz"])
def test_whosonfirst_table(tmp_path, name):
    done, gazetteer = imported(table(tmp_path / name, WOF_HEADER, *WOF))
    assert done.gazetteer.rows == 4
    assert [outer.id for outer in gazetteer.chain(gazetteer.get("wof:2"))] == ["wof:2", "SY-ID", "SY"]
    assert gazetteer.get("wof:4").parent == "SY-ID"  # that of its neighbours
    assert gazetteer.get("wof:5").cls == "airport"
    assert gazetteer.get("wof:6").cls == "governorate"  # the Strip is not Gaza's governorate


def test_whosonfirst_database(tmp_path):
    path = tmp_path / "whosonfirst-sy.db"
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE spr (id, parent_id, name, placetype, country, latitude, longitude, is_current)")
        base.execute("CREATE TABLE names (id, language, privateuse, name)")
        base.execute("INSERT INTO spr VALUES (2, 1, 'Mithal', 'locality', 'SY', 35.9, 36.6, 1)")
        base.execute("INSERT INTO spr VALUES (3, 1, 'Gone', 'locality', 'SY', 35.9, 36.6, 0)")
        base.executemany(
            "INSERT INTO names VALUES (?, 'ara', ?, ?)",
            [(2, "variant", "مثالية"), (2, "preferred", "مثال"), (3, "x", "زالت")],
        )
    base.close()
    done, gazetteer = imported(path)
    assert done.gazetteer.rows == 1
    assert gazetteer.get("wof:2").name == "مثال"


def test_pcodes_by_level(tmp_path):
    header = [
        "ADM1_EN",
        "ADM1_AR",
        "ADM1_PCODE",
        "admin2Name_en",
        "admin2Name_ar",
        "admin2Pcode",
        "ADM4_AR",
        "ADM4_PCODE",
    ]
    rows = [
        ["Idlib", "إدلب", "SY07", "Mithal", "مثال", "SY0701", "قرية أولى", "C1", 35.8, 36.7],
        ["Idlib", "إدلب", "SY07", "Mithal", "مثال", "SY0701", "قرية ثانية - مثال", "C2", 35.9, 36.7],
    ]
    done, gazetteer = imported(table(tmp_path / "syr_pcodes.csv", [*header, "Latitude", "Longitude"], *rows))
    assert done.gazetteer.source.name == "ocha-syr-pcodes"
    assert [outer.id for outer in gazetteer.chain(gazetteer.get("ocha:C1"))] == [
        "ocha:C1",
        "ocha:SY0701",
        "SY-ID",
        "SY",
    ]
    assert gazetteer.find("قرية ثانية")[0].id == "ocha:C2"
    district = gazetteer.get("ocha:SY0701")
    assert (district.lat, district.cls, district.note) == (35.85, "district", "mean of its places in the source")


def test_pcodes_by_path(tmp_path):
    header = ["code", "name_ar", "path_ar", "path_en", "lat", "lon"]
    rows = [
        ["C1", "قرية أولى", "قرية أولى | مركز مثال | مثال", "First | Mithal | Mithal", 35.8, 36.7],
        ["C2", "مدينة حلب : حي الورد", "مدينة حلب : حي الورد", "ALEPPO : Ward", 36.2, 37.15],
    ]
    path = table(tmp_path / "localities.csv", header, *rows)
    with pytest.raises(MarsadError, match="say --country"):
        imported(path)
    _, gazetteer = imported(path, country="sy", licence="CC0", name="own")
    village = gazetteer.get("ocha:C1")
    assert [p.cls for p in gazetteer.chain(village)] == ["village", "subdistrict", "district", "governorate", "country"]
    assert (gazetteer.get("ocha:C2").cls, gazetteer.get("ocha:C2").parent) == ("neighbourhood", "SY-HL")
    assert village.licence == "CC0"


def test_the_same_file_again_changes_nothing(tmp_path):
    path = tsv(tmp_path / "SY.txt", GEONAMES)
    assert not imported(path)[0].unchanged
    assert imported(path)[0].unchanged
    tsv(path, GEONAMES[:1])
    done, _ = imported(path)
    assert (done.unchanged, done.gazetteer.rows) == (False, 1)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "one,two\n1,2\n", "no table that is known"),
        ("b.csv", "placetype,parent_id\nregion,1\n", "needs a column wof_id or id"),
        ("c.zip", "no archive", "cannot be unpacked"),
        ("d.txt", "\t" * 18 + "\n1\t2\n", "is no GeoNames dump"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path, name, text, told):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(MarsadError, match=told):
        imported(tmp_path / name)


def test_no_file(tmp_path):
    with pytest.raises(MarsadError, match="no such file"):
        imported(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("https://example.org/dump/SY.zip", "geonames-sy"),
        ("geonames_Syria.txt", "geonames-syria"),
        ("ـ.csv", "geonames"),
    ],
)
def test_names_of_imports(origin, name):
    assert default_name("geonames", origin) == name


@pytest.mark.skipif(not SHARED.is_dir(), reason="the reference gazetteers are not there")
@pytest.mark.parametrize(
    ("file", "country", "least", "name", "namesakes"),
    [
        ("whosonfirst-mena.csv", None, 60_000, "مشيرفة", 10),
        ("syria-localities.csv", "SY", 5_900, "المشيرفة", 5),
    ],
)
@pytest.mark.no_cover
def test_the_reference_gazetteers(file, country, least, name, namesakes):
    done, gazetteer = imported(SHARED / file, country=country)
    assert done.gazetteer.rows > least
    assert len([place for place in gazetteer.find(name) if place.source == done.gazetteer.source.name]) >= namesakes
