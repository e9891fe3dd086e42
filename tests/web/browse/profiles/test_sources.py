import re
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from marsad.web.browse.numbers import tallies


@pytest.fixture
def reviewer(ledger):
    user = User.objects.create_user("own-reviewer", password="a long enough phrase")
    user.groups.add(Group.objects.get(name="reviewer"))
    client = Client()
    client.force_login(user)
    return client


def text_of(response):
    return re.sub(r"\s+", " ", strip_tags(response.content.decode().replace("<", " <")))


def section(response, name):
    """One section of the page, as its heading names it."""
    return re.search(rf'<h2 id="{name}-title">.*?</section>', response.content.decode(), re.S)[0]


@pytest.fixture
def someone(tell):
    """The id of a man whom one report names as its source, and who is in no register."""
    report = tell(
        "قال أبو هاني إن قوات النظام قصفت سراقب.", "قصفت", at=["سراقب"], source=["أبو هاني"], day="2016-07-07"
    )
    return next(one for one in tell.incident(report).certainty.origins)


# The list


def test_sources_stand_with_kind_and_how_often_they_are_alone(client, strike):
    told = text_of(client.get("/en/sources/"))
    assert re.search(r"Syrian Observatory for Human Rights monitor · alone in \d+ \d+ incident", told)


@pytest.mark.parametrize("query", ["kind=monitor", "q=المرصد السوري", "q=sohr"])
def test_the_list_is_narrowed(client, strike, query):
    key, _, value = query.partition("=")
    rows = client.get(f"/en/sources/?{key}={quote(value)}").context["rows"]
    assert any(row.source.id == "sohr" for row in rows)


@pytest.mark.parametrize("query", ["kind=agency", "side=sy-government", "q=nobody-at-all"])
def test_what_does_not_fit_is_left_out(client, strike, query):
    assert all(row.source.id != "sohr" for row in client.get(f"/en/sources/?{query}").context["rows"])


def test_nothing_that_fits_is_said(client):
    assert "No source fits" in text_of(client.get("/en/sources/?q=nobody-at-all"))


def test_an_empty_ledger_has_no_sources(client, ledger):
    ledger.remove(list(ledger.store.reports.ids()))
    assert "No sources yet" in text_of(client.get("/en/sources/"))


def test_those_in_no_register_are_counted_and_not_named(client, someone):
    for query in ("", "?register=no"):
        page = client.get(f"/sources/{query}").content.decode()
        assert "هاني" not in page
    assert client.get("/sources/").context["unnamed"] >= 1


def test_a_reviewer_sees_those_in_no_register(reviewer, someone):
    assert "هاني" in text_of(reviewer.get("/sources/?register=no"))


# A source


def test_a_source_says_how_often_it_is_alone(client, strike, tell):
    before = tallies.alone().get("sohr", 0)
    tell("قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت تدمر.", "قصفت", at=["تدمر"],
         source=["المرصد السوري لحقوق الإنسان"], day="2016-08-08")  # fmt: skip
    assert client.get("/source/sohr/").context["alone"] == before + 1
    assert "The only source" in section(client.get("/en/source/sohr/"), "standing")


def test_contested_incidents_are_counted(client, strike):
    assert client.get("/source/sohr/").context["contested"] == tallies.contested("sohr")


def test_what_a_side_admits_to_its_loss_is_counted(client, tell):
    def admitted(day):
        return tell.incident(tell(
            "أعلن الجيش الإسرائيلي أن قواته انسحبت من غزة.",
            "انسحبت", kind="withdrawal", by=["الجيش الإسرائيلي"], source=["الجيش الإسرائيلي"], day=day,
        ))  # fmt: skip

    found = admitted("2036-09-09")
    assert found.certainty.against_interest == ("il",)
    address = f"/en/source/{found.certainty.origins[0]}/"
    before = client.get(address).context["against"]
    admitted("2036-11-09")
    response = client.get(address)
    assert response.context["against"] == before + 1
    assert "Against its interest" in section(response, "standing")


def test_who_quotes_it_and_whom_it_quotes(client, tell):
    tell("نقلت وكالة رويترز عن المرصد السوري لحقوق الإنسان أن قوات النظام قصفت سراقب.", "قصفت", at=["سراقب"],
         source=["وكالة رويترز", "المرصد السوري لحقوق الإنسان"], outlet="عنب بلدي", day="2016-08-08")  # fmt: skip
    quoted = client.get("/en/source/sohr/").context["quoted_shares"]
    assert any(share.label == "Enab Baladi" for share in quoted)
    passed = client.get("/en/source/reuters/").context["quotes_shares"]
    assert [share.label for share in passed if share.count] == ["Syrian Observatory for Human Rights"]


def test_an_outlet_in_no_register_is_named_as_its_report_does(client, strike):
    quoted = client.get("/source/sohr/").context["quoted_shares"]
    assert any(share.label == "عنب بلدي" for share in quoted)


def test_people_in_no_register_whom_it_quotes_are_counted_and_not_named(client, tell):
    tell("نقلت وكالة رويترز عن أبو هاني أن قوات النظام قصفت سراقب.", "قصفت", at=["سراقب"],
         source=["وكالة رويترز", "أبو هاني"], day="2016-07-07")  # fmt: skip
    response = client.get("/en/source/reuters/")
    assert response.context["quotes"].others >= 1
    assert "هاني" not in section(response, "quotes")


def test_its_latest_claims_stand_in_their_words_with_the_way_they_came(client, tell):
    report = tell("نقلت وكالة رويترز عن المرصد السوري لحقوق الإنسان أن قوات النظام قصفت سراقب.", "قصفت", at=["سراقب"],
                  source=["وكالة رويترز", "المرصد السوري لحقوق الإنسان"], day="2036-08-08")  # fmt: skip
    said = section(client.get("/en/source/sohr/"), "said")
    assert "قوات النظام قصفت سراقب" in said
    assert f"/en/report/{report}/?claim=" in said
    assert "by way of <bdi>Reuters</bdi>" in said


def test_a_sort_of_people_is_told_as_one(client, strike):
    assert "A sort of people rather than one source" in text_of(client.get("/en/source/activists/"))


def test_an_actor_that_speaks_leads_to_its_page(client):
    assert '<a href="/en/actor/hamas/">' in client.get("/en/source/actor:hamas/").content.decode()


def test_a_source_without_incidents_says_so(client):
    told = text_of(client.get("/en/source/actor:hamas/"))
    assert "No incidents on its word" in told
    assert "No outlet quotes it." in told


def test_one_in_no_register_is_shown_to_reviewers_alone(client, reviewer, someone):
    assert client.get(f"/source/{quote(someone)}/").status_code == 404
    assert "in no register" in text_of(reviewer.get(f"/en/source/{quote(someone)}/"))


@pytest.mark.parametrize("id", ["nobody", "new:nobody-at-all", "a/b"])
def test_what_means_nobody_is_no_source(client, reviewer, id):
    assert client.get(f"/source/{id}/").status_code == 404
    assert reviewer.get(f"/source/{id}/").status_code == 404


def test_questions_do_not_grow_with_the_incidents(client, strike, tell):
    def asked(path):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    for day in range(10, 12):
        tell("قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت سراقب.", "قصفت", at=["سراقب"],
             source=["المرصد السوري لحقوق الإنسان"], day=f"2016-04-{day}")  # fmt: skip
    before = asked("/source/sohr/")
    for day in range(12, 18):
        tell("قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت سراقب.", "قصفت", at=["سراقب"],
             source=["المرصد السوري لحقوق الإنسان"], day=f"2016-05-{day}")  # fmt: skip
    assert asked("/source/sohr/") == before <= 20
    assert asked("/sources/") <= 5


@pytest.mark.parametrize(
    ("width", "scheme", "path"),
    [(390, "dark", "/source/sohr/"), (1360, "light", "/en/source/sohr/"), (390, "light", "/en/sources/")],
)
def test_the_pages_are_accessible_and_fit(visit, accessible, width, scheme, path):
    page = visit(path, width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    accessible(page)
