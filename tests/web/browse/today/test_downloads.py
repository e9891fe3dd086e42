import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.exchange.tables.claims import CLAIMS
from marsad.exchange.tables.incidents import INCIDENTS
from marsad.web.browse import queries
from marsad.web.browse.filters import Filters
from marsad.web.browse.today import downloads


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def rows(response):
    return list(csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"), newline="")))


def test_the_table_has_the_incidents_that_fit(client, strike):
    found = rows(client.get("/incidents.csv?place=SY-ID&source=white-helmets"))
    assert found[0].keys() == set(INCIDENTS.header)
    assert {row["id"] for row in found} == set(
        queries.select(Filters(place=("SY-ID",), source=("white-helmets",))).values_list("key", flat=True)
    )
    row = next(row for row in found if row["id"] == strike.id)
    assert (row["killed_low"], row["killed_high"], row["disputes"], row["factuality"]) == ("3", "7", "killed", "stated")


def test_the_newest_come_first(client):
    days = [row["first"] for row in rows(client.get("/incidents.csv")) if row["first"]]
    assert days == sorted(days, reverse=True)


def test_the_table_opens_in_a_spreadsheet(client):
    response = client.get("/incidents.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="marsad-incidents.csv"'
    assert body(response).startswith(b"\xef\xbb\xbf")


def test_no_cell_is_run_by_a_spreadsheet(client, tell):
    report = tell("=قصف على سراقب.", "=قصف", at=["سراقب"])
    (row,) = rows(client.get(f"/incident/{tell.incident(report).id}-claims.csv"))
    assert row["trigger"] == "'=قصف"


def test_a_file_says_how_much_it_holds(client, monkeypatch):
    monkeypatch.setattr(downloads, "MOST", 5)
    response = client.get("/incidents.csv")
    assert response["Marsad-Limit"] == "5"
    assert int(response["Marsad-Total"]) == queries.total(Filters())
    assert len(rows(response)) == 5


@pytest.mark.parametrize("count", [1, 3])
def test_a_file_is_the_same_in_whatever_batches_it_is_read(client, monkeypatch, count):
    whole = body(client.get("/incidents.csv"))
    monkeypatch.setattr(downloads, "_BATCH", count)
    assert body(client.get("/incidents.csv")) == whole


def test_features_have_their_points_and_ranges(client, strike):
    response = client.get("/incidents.geojson?place=SY-ID")
    found = json.loads(body(response))
    assert response["Content-Type"] == "application/geo+json"
    feature = next(one for one in found["features"] if one["id"] == strike.id)
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.80591, 35.86447]}
    assert feature["properties"]["killed_high"] == 7


def test_no_features_are_a_collection_too(client):
    found = json.loads(body(client.get("/incidents.geojson?from=2090-01-01")))
    assert found == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize("path", ["/incidents.csv", "/incidents.geojson"])
def test_files_are_asked_for_with_filters_that_can_be(client, path):
    assert client.get(f"{path}?type=war").status_code == 400
    assert client.post(path).status_code == 405


def test_files_are_the_same_in_all_languages(client):
    assert client.get("/en/incidents.csv").status_code == 404


def test_an_incident_with_its_claims(client, strike):
    found = json.loads(client.get(f"/incident/{strike.id}.json").content)
    assert found["incident"]["id"] == strike.id
    assert [claim["id"] for claim in found["claims"]] == list(strike.claims)
    assert found["claims"][0]["source_ids"] == ["sohr"]
    assert found["claims"][0]["trigger"]["text"] == "قصفت"


def test_the_claims_of_an_incident(client, strike):
    found = rows(client.get(f"/incident/{strike.id}-claims.csv"))
    assert found[0].keys() == set(CLAIMS.header)
    assert [row["id"] for row in found] == list(strike.claims)
    assert [row["outlet"] for row in found] == ["عنب بلدي", "جريدة التجربة"]


def test_the_feature_of_an_incident(client, strike):
    found = json.loads(client.get(f"/incident/{strike.id}.geojson").content)
    assert [one["id"] for one in found["features"]] == [strike.id]


@pytest.mark.parametrize("path", ["/incident/{}.json", "/incident/{}-claims.csv", "/incident/{}.geojson"])
def test_what_is_no_incident(client, path):
    assert client.get(path.format("0" * 20)).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/incidents.csv?type=arrest", "/incidents.geojson?type=arrest", "/incident/{}.json", "/incident/{}-claims.csv"],
)
def test_private_persons_are_in_no_file(client, tell, path):
    report = tell(
        "قال الناشط سمير الفلاني إن الشرطة اعتقلت فلان الفلاني وقتلت رامي العلاني في سراقب.", "اعتقلت", "arrest",
        by=["الشرطة"], on=["فلان الفلاني"], at=["سراقب"], source=["سمير الفلاني"],
        killed=[("رامي العلاني", "رامي العلاني", 1, 1)],
    )  # fmt: skip
    whole = body(client.get(path.format(tell.incident(report).id))).decode()
    assert tell.incident(report).id in whole
    for name in ("فلان", "سمير", "رامي", "علاني"):
        assert name not in whole


def test_a_file_asks_the_database_as_often_as_it_has_batches(client):
    queries.total(Filters())  # reads the columns
    with CaptureQueriesContext(connection) as asked:
        body(client.get("/incidents.csv"))
    assert len(asked) <= 4
