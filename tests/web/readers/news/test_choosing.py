from datetime import date

import pytest

from marsad.web.browse import queries
from marsad.web.readers.news import changes
from marsad.web.readers.news.choosing import choose
from marsad.web.readers.news.following import FollowError, filters_of, follow, follows_of, label
from marsad.web.readers.news.models import Follow, Kind


def pages(reader, **how):
    until, met = None, []
    while True:
        page = choose(reader, until, **how)
        met.append(page)
        until = page.until
        if until is None:
            return met
        date.fromisoformat(until)


def items(reader):
    """Those of all pages."""
    return [item for page in pages(reader) for item in page.items]


def keys(reader):
    found = [item.incident.id for item in items(reader)]
    assert len(found) == len(set(found))
    return set(found)


def all_of(one):
    return {incident.id for incident in _incidents(one)}


@pytest.mark.parametrize("kind", ["place", "actor", "source", "type"])
def test_all_of_what_is_followed(reader, common, kind):
    one = follow(reader, kind, common(kind))
    assert keys(reader) == all_of(one) != set()
    assert all(item.follows == (one,) for item in items(reader))


def test_a_place_stands_for_all_in_it(reader):
    governorate = follow(reader, Kind.PLACE, _governorate())
    places = {item.incident.site.place for item in items(reader) if item.incident.site}
    assert any(place != governorate.value for place in places)


def test_words(reader):
    one = follow(reader, Kind.WORDS, "غارات")
    assert keys(reader) == all_of(one) != set()


def test_what_is_followed_twice_is_told_once_with_both_reasons(reader, common):
    first, second = follow(reader, "place", common("place")), follow(reader, "type", common("type"))
    both = [item for item in items(reader) if len(item.follows) == 2]
    assert {one.pk for item in both for one in item.follows} <= {first.pk, second.pk}
    assert {item.incident.id for item in both} == all_of(first) & all_of(second)


def test_what_is_muted_is_not_told(reader, common):
    place, kind = follow(reader, "place", common("place")), follow(reader, "type", common("type"), muted=True)
    assert keys(reader) == all_of(place) - all_of(kind)


def test_nothing_followed_is_an_empty_page(reader, common):
    follow(reader, "type", common("type"), muted=True)
    assert choose(reader).items == ()


def test_muting_what_is_followed_changes_it(reader, common):
    follow(reader, "place", common("place"))
    follow(reader, "place", common("place"), muted=True)
    assert Follow.objects.get().muted


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("place", "nowhere"),
        ("actor", "x-فلان"),
        ("source", "new:شاهد"),
        ("type", "war"),
        ("words", "  "),
        ("owner", "1"),
    ],
)
def test_what_is_in_no_register_cannot_be_followed(reader, kind, value):
    with pytest.raises(FollowError):
        follow(reader, kind, value)
    assert not Follow.objects.exists()


def test_follows_have_an_end(reader):
    for n in range(60):
        follow(reader, "words", f"كلمة {n}")
    with pytest.raises(FollowError, match="60"):
        follow(reader, "words", "كلمة أخرى")
    follow(reader, "words", "كلمة 1", muted=True)


def test_by_day(reader, common):
    follow(reader, "type", common("type"))
    days = [item.incident.first for item in choose(reader, by_day=True).items if item.incident.first]
    assert days == sorted(days, reverse=True)


def test_by_worth(reader, common):
    follow(reader, "type", common("type"))
    worths = [item.worth.total for item in choose(reader).items]
    assert worths == sorted(worths, reverse=True)


@pytest.mark.parametrize("size", [1, 3, 7])
def test_pages_go_back_in_time_and_lose_nothing(reader, common, monkeypatch, size):
    monkeypatch.setattr("marsad.web.readers.news.choosing._EACH", size)
    monkeypatch.setattr("marsad.web.readers.news.choosing.SHOWN", size)
    one, other = follow(reader, "type", common("type")), follow(reader, "place", common("place"))
    dated = {incident.id for kind in (one, other) for incident in _incidents(kind) if incident.first}
    assert keys(reader) == dated
    assert len(pages(reader)) > 2


def test_within_a_page_by_day_and_by_worth_tell_the_same(reader, common):
    follow(reader, "type", common("type"))
    assert {item.incident.id for item in choose(reader).items} == {
        item.incident.id for item in choose(reader, by_day=True).items
    }


def test_what_changed_since_it_was_seen(reader, common):
    follow(reader, "place", common("place"))
    items = choose(reader).items
    assert all(item.new for item in items)
    changes.see(reader, [item.incident for item in items])
    assert not any(item.new or item.changes for item in choose(reader).items)
    from marsad.web.readers.news.models import Seen

    Seen.objects.filter(incident=items[0].incident.id).update(
        claims=0, grade="weak" if items[0].incident.certainty.grade != "weak" else "fair"
    )
    changed = [item for item in choose(reader).items if item.changes]
    assert [item.incident.id for item in changed] == [items[0].incident.id]
    assert len(changed[0].changes) == 2


def test_what_is_read_and_has_changed_is_unread(reader, common):
    from marsad.web.readers.news.models import Seen

    follow(reader, "place", common("place"))
    incident = choose(reader).items[0].incident
    changes.see(reader, [incident], read=True)
    assert next(item for item in choose(reader).items if item.incident.id == incident.id).read
    Seen.objects.update(claims=0)
    assert not next(item for item in choose(reader).items if item.incident.id == incident.id).read


def test_seeing_again_keeps_the_readers_mark(reader, common):
    follow(reader, "place", common("place"))
    incident = choose(reader).items[0].incident
    changes.see(reader, [incident], read=True)
    changes.see(reader, [incident])
    assert next(item for item in choose(reader).items if item.incident.id == incident.id).read


def test_the_letter_of_ones_own_is_made_of_the_same(reader, common):
    follow(reader, "place", common("place"))
    follow(reader, "type", common("type"), muted=True)
    told = follows_of(reader.pk)
    assert [one.place for one in told.wanted] == [(common("place"),)]
    assert [len(one.type) for one in told.muted] == [1]


@pytest.mark.parametrize("kind", ["place", "actor", "source", "type"])
def test_labels(reader, common, kind):
    assert label(follow(reader, kind, common(kind)))


def _governorate():
    from marsad.web.browse.filters import Filters

    return queries.governorates(Filters())[0].value


def _incidents(one):
    return queries.page(filters_of(one), size=500).incidents
