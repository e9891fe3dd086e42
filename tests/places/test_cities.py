import csv

from marsad.places import cities
from marsad.places.embedded import embedded
from marsad.places.keys import is_arabic


def test_own_spellings_are_arabic_and_of_towns_that_the_package_has():
    towns = {place.id: place for place in cities.read()}
    with cities.SPELLINGS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        place = towns[f"gn:{row['id']}"]
        assert place.country == row["country"], row
        names = [name.text for name in place.names if name.script == "arab"]
        written = row["names"].split("|")
        assert all(map(is_arabic, written)), row
        assert names[: len(written)] == written, "the project's own come first"
        assert len(set(names)) == len(names)


def test_towns_without_an_arabic_name_in_the_package_are_found_by_the_projects_own():
    found = {name: [place.names[-1].text for place in embedded().find(name)] for name in ("سوروتش", "أسدود", "أديغرات")}
    assert found == {"سوروتش": ["Suruç"], "أسدود": ["Ashdod"], "أديغرات": ["Ādīgrat"]}
