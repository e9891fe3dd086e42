import pytest

from marsad.places.resolve import PlaceMention
from marsad.places.resolve.phrase import read
from marsad.places.resolve.ties import CERTAIN, LIKELY, LISTED, PARAGRAPH, SENTENCE, distance_before, find_ties


def layout(text, *names):
    mentions = []
    for name in names:
        start = text.index(name)
        before = text[:start]
        mentions.append(
            PlaceMention(
                name, start, start + len(name), "", "", before.count(".") + before.count("\n"), before.count("\n")
            )
        )
    return find_ties(text, mentions, [read(name) for name in names])


def ties(text, *names):
    return {(names[tie.inner], names[tie.outer]): tie.strength for tie in layout(text, *names).ties}


def test_inside_what_stands_behind():
    assert ties("قصف قرية الحدث بريف إدلب", "قرية الحدث", "ريف إدلب") == {("قرية الحدث", "ريف إدلب"): CERTAIN}
    assert ties("قصف سراقب في محافظة إدلب", "سراقب", "محافظة إدلب") == {("سراقب", "محافظة إدلب"): CERTAIN}


def test_a_list_lies_where_its_last_does():
    found = ties("قصف نبل والحدث بريف حلب", "نبل", "الحدث", "ريف حلب")
    assert found == {("الحدث", "ريف حلب"): CERTAIN, ("نبل", "ريف حلب"): LISTED}


def test_equals_do_not_hold_one_another():
    assert ties("في ريف إدلب وريف حماة", "ريف إدلب", "ريف حماة") == {}


def test_what_was_named_before():
    assert ties("في ريف إدلب: بلدة سراقب", "ريف إدلب", "بلدة سراقب") == {("بلدة سراقب", "ريف إدلب"): LIKELY}
    text = "في ريف إدلب شنت الطائرات الحربية غارة بعد أخرى على سراقب. ثم قصفت المدفعية أريحا"
    found = ties(text, "ريف إدلب", "سراقب", "أريحا")
    assert found == {("سراقب", "ريف إدلب"): SENTENCE, ("أريحا", "ريف إدلب"): PARAGRAPH}
    assert ties("في ريف إدلب.\nثم قصفت المدفعية أريحا", "ريف إدلب", "أريحا") == {}


def test_parts_of_towns_lie_in_the_town_behind_them():
    assert ties("في حي الورد في مدينة حمص", "حي الورد", "مدينة حمص") == {("حي الورد", "مدينة حمص"): CERTAIN}
    assert ties("في حي الورد ومدينة حمص", "حي الورد", "مدينة حمص") == {}


def test_lists_are_numbered():
    assert layout("قصف نبل والحدث ثم قالت المصادر إن سراقب", "نبل", "الحدث", "سراقب").lists == (0, 0, 2)


@pytest.mark.parametrize(
    ("before", "km"),
    [
        ("على بعد 20 كلم ", 20),
        ("نحو ١٥ كيلومترا ", 15),
        ("7.5 كم ", 7.5),
        ("10 أميال ", None),
        ("10 ميل ", 16.09),
        ("", None),
    ],
)
def test_distances(before, km):
    found = distance_before(before + "غرب الرقة", len(before))
    assert found == (None if km is None else pytest.approx(km))
