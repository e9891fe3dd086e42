from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from marsad.web.readers.saved import keeping, labelling, listing
from marsad.web.readers.saved.keeping import Copy
from marsad.web.readers.saved.listing import Wanted
from marsad.web.readers.saved.models import Kind


@pytest.fixture
def shelf(reader):
    """Puts an article on the reader's shelf."""
    began = timezone.now()

    def put(number, text="خبر", title="عنوان", **more):
        made = keeping.put(more.pop("owner", reader), Kind.PAGE, f"https://news.example/{number}")
        made.saved = began + timedelta(seconds=number)
        for name, value in more.items():
            setattr(made, name, value)
        made.save()
        keeping.keep(made, Copy(title, text))
        return made

    return put


def found(reader, **wanted):
    return [one.address.rpartition("/")[2] for one in listing.listed(reader, Wanted(**wanted)).articles]


def test_the_newest_first_page_by_page(reader, shelf):
    for n in range(listing.PAGE + 5):
        shelf(n)
    first = listing.listed(reader, Wanted())
    assert [one.address.rpartition("/")[2] for one in first.articles][:2] == ["34", "33"]
    second = listing.listed(reader, Wanted.read(QueryDict(first.following[1:])))
    assert [one.address.rpartition("/")[2] for one in second.articles] == ["4", "3", "2", "1", "0"]
    assert second.following == ""


def test_views(reader, shelf):
    shelf(1)
    shelf(2, read=True)
    shelf(3, archived=True)
    shelf(4, archived=True, starred=True)
    assert found(reader) == ["2", "1"]
    assert found(reader, view="unread") == ["1"]
    assert found(reader, view="archive") == ["4", "3"]
    assert found(reader, view="starred") == ["4"]
    assert listing.counts(reader) == {"inbox": 2, "unread": 1, "starred": 1, "archive": 2, "all": 4}


@pytest.mark.parametrize(("sort", "order"), [("newest", "321"), ("oldest", "123"), ("longest", "213")])
def test_sorted(reader, shelf, sort, order):
    shelf(1, "نص أطول من الثالث قليلا")
    shelf(2, "نص أطول من الجميع لأن فيه كلمات كثيرة")
    shelf(3, "نص")
    assert "".join(found(reader, sort=sort)) == order


@pytest.mark.parametrize("sort", ["newest", "oldest", "longest"])
def test_every_order_goes_page_by_page(reader, shelf, sort):
    for n in range(listing.PAGE + 5):
        shelf(n)
    first = listing.listed(reader, Wanted(sort=sort))
    second = listing.listed(reader, Wanted.read(QueryDict(first.following[1:])))
    assert len({one.pk for one in (*first.articles, *second.articles)}) == listing.PAGE + 5


def test_the_list_asks_as_much_of_the_database_for_thirty_as_for_one(reader, shelf, mine):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert mine.get("/saved/").status_code == 200
        return len(queries)

    labelling.set_tags(shelf(1), "حلب")
    asked()  # the first time, a session is begun
    few = asked()
    for n in range(2, 30):
        labelling.set_tags(shelf(n), f"حلب، وسم {n}")
    assert asked() == few


def test_reading_texts_for_a_long_phrase_asks_once_for_many(reader, shelf):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            found(reader, words='"وكان قصف المدفعية"')
        return len(queries)

    shelf(1, "وكان قصف المدفعية")
    few = asked()
    for n in range(2, 20):
        shelf(n, "وكان قصف المدفعية")
    assert asked() == few


def test_a_tag(reader, shelf):
    labelling.set_tags(shelf(1), "حلب")
    shelf(2)
    assert found(reader, tag=listing.tags(reader)[0].pk) == ["1"]


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("حلب", True),
        ("بحلب", True),
        ("مدفعيه", True),
        ("المدفعية", True),
        ('"قصف المدفعية"', True),
        ("دمشق", False),
        ('"المدفعية قصف"', False),
        ("قصف -حلب", False),
        ("قصف -دمشق", True),
        ('"وكان قصف المدفعية"', False),
    ],
)
def test_words_are_found_folded_and_behind_their_clitics(reader, shelf, words, hit):
    shelf(1, "قصف المدفعية طال حيا بحلب أمس")
    assert found(reader, words=words) == (["1"] if hit else [])


def test_the_exact_mode(reader, shelf):
    shelf(1, "قصف المدفعيه")
    assert found(reader, words="المدفعية") == ["1"]
    assert found(reader, words="المدفعية", exact=True) == []


def test_notes_tags_and_highlights_are_searched(reader, shelf):
    article = shelf(1, "قصف المدفعية")
    labelling.set_note(article, "للتحقيق")
    labelling.set_tags(article, "ملف الجمعة")
    made = labelling.mark_words(article, article.versions.get(), "المدفعية", "صاروخ")
    assert found(reader, words="تحقيق") == found(reader, words="جمعة") == found(reader, words="صاروخ") == ["1"]
    labelling.unmark(made)
    assert found(reader, words="صاروخ") == []


def test_only_ones_own(reader, other, shelf):
    shelf(1, "خبر", owner=other)
    assert found(reader, words="خبر") == found(reader) == []


@pytest.mark.parametrize(
    "query",
    [
        "after=x",
        "after=2026-01-01~5",
        "after=2026-01-01T00:00:00+00:00~x",
        "tag=-1",
        "tag=9e9",
        "tag=" + "9" * 40,
        "view=../etc",
        "kind='",
        "q=%00",
        "limit=0",
        "after=~",
        "after=0001-01-01T00:00:00%2B23:00~1",
        "after=2026-01-01T00:00:00%2B00:00~-1",
        "sort=longest&after=x~1",
        "sort=longest&after=99999999999999999999~1",
        "sort=title; drop",
        "q=" + "%25" * 200,
    ],
)
def test_nonsense_in_the_address(mine, query):
    assert mine.get(f"/saved/?{query}").status_code == 200


def test_what_is_typed_is_no_pattern(reader, shelf):
    shelf(1, "خبر")
    assert found(reader, words="%") == found(reader, words="_")
