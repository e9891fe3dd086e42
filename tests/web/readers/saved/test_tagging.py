"""Tags as such, and several articles at once. Rows 15, 16 and 21 of the cases to survive, for these pages."""

import pytest

from marsad.web.readers.saved import keeping, labelling, listing, tagging
from marsad.web.readers.saved.keeping import Copy, SaveError
from marsad.web.readers.saved.listing import Wanted
from marsad.web.readers.saved.models import Article, Kind, Tag


@pytest.fixture
def made(reader):
    """Three articles of the reader's."""
    articles = [keeping.put(reader, Kind.PAGE, f"https://news.example/{n}") for n in range(3)]
    for one in articles:
        keeping.keep(one, Copy("عنوان", "نص"))
    return articles


def names(article):
    return sorted(article.tags.values_list("name", flat=True))


def ticked(articles, **more):
    return {"article": [one.pk for one in articles]} | more


@pytest.mark.parametrize(("to", "field"), [("read", "read"), ("archive", "archived"), ("star", "starred")])
def test_a_state_of_those_that_are_ticked(mine, made, to, field):
    assert mine.post("/saved/several/", ticked(made[:2], to=to, next="/saved/?view=all")).url == "/saved/?view=all"
    assert [getattr(one, field) for one in Article.objects.order_by("pk")] == [True, True, False]


def test_those_that_are_ticked_are_deleted(mine, made):
    mine.post("/saved/several/", ticked(made[:2], to="delete"))
    assert Article.objects.get() == made[2]


def test_tags_are_added_to_those_that_are_ticked(mine, made):
    labelling.set_tags(made[0], "دمشق")
    mine.post("/saved/several/", ticked(made[:2], to="tag", tags="حلب، إدلب"))
    assert [names(one) for one in made] == [["إدلب", "حلب", "دمشق"], ["إدلب", "حلب"], []]


@pytest.mark.parametrize("tags", ["", " ، ,", "\u202e"])
def test_tags_without_a_name(mine, made, tags):
    mine.post("/saved/several/", ticked(made, to="tag", tags=tags))
    assert not any("\u202e" in tag.name for tag in Tag.objects.all())


def test_an_article_has_no_more_tags_than_it_may(reader, made):
    labelling.set_tags(made[0], ",".join(f"t{n}" for n in range(labelling.TAGS)))
    tagging.put_on(reader, [one.pk for one in made], "حلب")
    assert made[0].tags.count() == labelling.TAGS
    assert names(made[1]) == ["حلب"]


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40, "1 or 1=1", "٣"])
@pytest.mark.parametrize("to", ["delete", "archive", "tag", "owner", ""])
def test_what_is_no_article_changes_nothing(mine, made, number, to):
    assert mine.post("/saved/several/", {"article": number, "to": to, "tags": "حلب"}).status_code == 302
    assert Article.objects.filter(archived=False).count() == 3
    assert not Tag.objects.exists()


@pytest.mark.parametrize("to", ["delete", "archive", "tag"])
def test_those_of_another_reader_stay_as_they_are(theirs, made, to):
    theirs.post("/saved/several/", ticked(made, to=to, tags="حلب"))
    assert Article.objects.filter(archived=False, tags=None).count() == 3


def test_a_tag_is_renamed(mine, made, reader):
    labelling.set_tags(made[0], "حلب")
    mine.post(f"/saved/tags/{Tag.objects.get().pk}/", {"name": "ملف الشمال"})
    assert names(made[0]) == ["ملف الشمال"]
    assert [one.pk for one in listing.articles(reader, Wanted(words="شمال"))] == [made[0].pk]
    assert not listing.articles(reader, Wanted(words="حلب"))


def test_a_tag_in_another_spelling_is_the_same(mine, made):
    labelling.set_tags(made[0], "ادلب")
    mine.post(f"/saved/tags/{Tag.objects.get().pk}/", {"name": "إدلب"})
    assert names(made[0]) == ["إدلب"]


def test_two_tags_are_put_together(mine, made):
    labelling.set_tags(made[0], "حلب")
    labelling.set_tags(made[1], "شمال، حلب")
    mine.post(f"/saved/tags/{Tag.objects.get(name='شمال').pk}/", {"name": "حلب"})
    assert [names(one) for one in made] == [["حلب"], ["حلب"], []]
    assert Tag.objects.count() == 1


def test_a_tag_is_taken_away_and_its_articles_stay(mine, made):
    labelling.set_tags(made[0], "حلب")
    mine.post(f"/saved/tags/{Tag.objects.get().pk}/", {"remove": "1", "name": "x"})
    assert not Tag.objects.exists()
    assert Article.objects.count() == 3


@pytest.mark.parametrize("name", ["", "   ", "\n\t"])
def test_a_tag_keeps_its_name_if_there_is_no_other(made, name):
    labelling.set_tags(made[0], "حلب")
    with pytest.raises(SaveError):
        tagging.rename(Tag.objects.get(), name)
    assert Tag.objects.get().name == "حلب"


def test_a_tag_of_another_reader_is_not_there(theirs, made):
    labelling.set_tags(made[0], "حلب")
    assert theirs.post(f"/saved/tags/{Tag.objects.get().pk}/", {"remove": "1"}).status_code == 404
    assert "حلب" not in theirs.get("/saved/tags/").content.decode()


@pytest.mark.parametrize("path", ["several/", "tags/1/"])
def test_no_get_changes_anything(mine, path):
    assert mine.get(f"/saved/{path}").status_code == 405


@pytest.mark.parametrize("path", ["tags/", "1/compare/"])
def test_pages_want_an_account(client, path):
    assert client.get(f"/saved/{path}").url.startswith("/sign-in/")


def test_devices_are_told_of_every_change(mine, made):
    labelling.set_tags(made[0], "حلب")
    seen = set()
    for path, given in [
        ("/saved/several/", ticked(made, to="star")),
        ("/saved/several/", ticked(made, to="tag", tags="دمشق")),
        (f"/saved/tags/{Tag.objects.get(name='حلب').pk}/", {"name": "شمال"}),
        (f"/saved/{made[0].pk}/state/", {"to": "read"}),
        (f"/saved/{made[0].pk}/note/", {"note": "ن"}),
        (f"/saved/{made[0].pk}/mark/", {"words": "نص"}),
    ]:
        mine.post(path, given)
        seen.add(Article.objects.get(pk=made[0].pk).changed)
    assert len(seen) == 6


def test_two_versions_are_compared(mine, theirs, made):
    article = made[0]
    keeping.keep(article, Copy("عنوان", "نص جديد"))
    page = mine.get(f"/saved/{article.pk}/compare/").content.decode()
    assert "<ins>" in page
    assert "<ins>" not in mine.get(f"/saved/{article.pk}/compare/?from=2&to=2").content.decode()
    assert theirs.get(f"/saved/{article.pk}/compare/").status_code == 404


@pytest.mark.parametrize("query", ["?from=9", "?to=x", "?from=-1", "?from=1&to=0"])
def test_versions_that_are_not_there(mine, made, query):
    keeping.keep(made[0], Copy("عنوان", "نص جديد"))
    assert mine.get(f"/saved/{made[0].pk}/compare/{query}").status_code == 404


def test_one_version_is_compared_with_nothing(mine, made):
    assert mine.get(f"/saved/{made[0].pk}/compare/").status_code == 404
