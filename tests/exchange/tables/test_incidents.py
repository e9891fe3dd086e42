from marsad.exchange.tables.casualties import CASUALTIES, counts_of
from marsad.exchange.tables.claims import CLAIMS, claims_of
from marsad.exchange.tables.incidents import INCIDENTS


def rows(table, items):
    return [dict(zip(table.header, row, strict=True)) for row in table.rows(items)]


def test_an_incident(told):
    (found,) = rows(INCIDENTS, [told])
    assert (found["type"], found["first"], found["precision"]) == ("air_strike", "2016-03-01", "town")
    assert (found["killed_low"], found["killed_best"], found["killed_high"]) == (5, 5, 7)
    assert found["injured_best"] is None
    assert (found["place_ar"], found["place_en"], found["governorate_en"]) == ("سراقب", "Sarāqb", "Idlib")
    assert (found["initiators_en"], found["targets_ar"]) == ("Syrian government forces", "لواء الفتح; مدنيون")
    assert (found["certainty"], found["independent_sources"], found["sources_ar"]) == ("fair", 2, "ناشطون; =وكالة")


def test_an_incident_nowhere(tell):
    (found,) = rows(INCIDENTS, [tell(site=None)])
    assert (found["place_ar"], found["place_en"], found["lat"], found["country"]) == (None, None, None, None)


def test_the_counts_of_each_source_within_their_range(told):
    first, second = rows(CASUALTIES, counts_of(told))
    assert (first["range_low"], first["range_high"], first["source_ar"], first["low"]) == (5, 7, "ناشطون", 5)
    assert (second["high"], second["superseded"], second["contested"]) == (None, True, True)
    assert first["group"] is None


def test_a_claim_with_its_evidence(told):
    (found,) = rows(CLAIMS, claims_of(told))
    assert (found["incident"], found["report"], found["outlet"]) == (told.incident.id, "r1", "الصحيفة")
    assert (found["trigger"], found["start"], found["end"]) == ("قصفت", 0, 4)
    assert (found["from"], found["places"], found["place_id"], found["lat"]) == (
        "2016-03-01",
        "بلدة سراقب",
        "p-سراقب",
        35.86,
    )
    assert (found["sources"], found["source_ids"], found["origin"]) == ("ناشطين", "activists", "activists")
    assert '"type": "air_strike"' in found["json"]
