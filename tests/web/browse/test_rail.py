from datetime import date

import pytest
from django.utils import translation

from marsad.model import ClaimType
from marsad.model.incident import Grade
from marsad.web.browse import queries
from marsad.web.browse.filters import Filters
from marsad.web.browse.periods import periods
from marsad.web.browse.rail import chips, groups, label

KNOWN = (date(2016, 1, 1), date(2016, 3, 10))


def group(name, filters=None):
    return next(one for one in groups(filters or Filters()) if one.name == name)


def test_every_filter_tells_how_many_it_has(client):
    contested = queries.total(Filters(disputed=True))
    for path in ("/en/", "/en/map/", "/en/timeline/"):
        page = client.get(path).content.decode()
        assert f'Disputed only</span><span class="count">{contested}</span>' in page
        assert f'all days <span class="count">{queries.total(Filters())}</span>' in page


def test_choices_have_their_counts(ledger):
    for choice in group("type").choices:
        assert choice.count == queries.select(Filters(type=(ClaimType(choice.value),))).count()


def test_types_have_the_sign_of_their_family(ledger):
    families = {choice.value: choice.family for choice in group("type").choices}
    assert families["shelling"] == "artillery"


def test_countries_come_before_what_lies_in_them(ledger):
    values = [choice.value for choice in group("place").choices]
    assert values[0] == "SY"
    assert max(values.index(one) for one in ("SY", "YE", "IQ")) < 5


def test_those_in_no_register_are_no_choice(tell):
    for _ in range(40):
        tell("اعتقلت الشرطة فلان الفلاني في سراقب.", "اعتقلت", "arrest", on=["فلان الفلاني"], at=["سراقب"])
    assert not [choice for choice in group("actor").choices if choice.value.startswith("x-")]


def test_certainties_go_from_the_most_certain(ledger):
    order = [choice.value for choice in group("grade").choices]
    assert order == [str(grade) for grade in Grade if str(grade) in order]


def test_what_is_chosen_and_rare_stands_behind_the_others(ledger):
    found = group("source", Filters(source=("taliban",)))
    assert (found.choices[-1].value, found.choices[-1].chosen, found.choices[-1].count) == ("taliban", True, 0)
    assert found.open


def test_nothing_chosen_leaves_a_filter_closed(ledger):
    assert not group("type").open


def test_chips_take_each_filter_back():
    filters = Filters(
        "2016-01-01", "2016-02-01", ("SY",), ("is",), ("sohr",), (ClaimType.SHELLING,), (Grade.FAIR,), True, "حلب"
    )
    with translation.override("en"):
        found = [(str(chip.title), str(chip.label)) for chip in chips(filters)]
    assert found == [
        ("From", "2016-01-01"),
        ("To", "2016-02-01"),
        ("Place", "Syria"),
        ("Actor", "Islamic State"),
        ("Type", "Shelling"),
        ("Source", "Syrian Observatory for Human Rights"),
        ("Certainty", "fair"),
        ("", "Disputed only"),
        ("Words", "«حلب»"),
    ]
    left = filters
    for _ in found:
        left = next(chips(left)).without
    assert left.empty


@pytest.mark.parametrize(("name", "value", "words"), [("type", "siege", "Siege"), ("grade", "weak", "weak")])
def test_labels(name, value, words):
    with translation.override("en"):
        assert label(name, value) == words


def test_periods_count_back_from_the_last_day(ledger):
    found = list(periods(Filters(place=("SY",)), KNOWN))
    assert [one.count for one in found] == [queries.total(one.filters) for one in found]
    assert [(one.filters.first, one.filters.last) for one in found] == [
        ("2016-03-10", "2016-03-10"),
        ("2016-03-04", "2016-03-10"),
        ("2016-02-10", "2016-03-10"),
        (None, None),
    ]
    assert all(one.filters.place == ("SY",) for one in found)
    assert [one.chosen for one in found] == [False, False, False, True]


def test_an_empty_ledger_has_no_periods():
    assert list(periods(Filters(), None)) == []
