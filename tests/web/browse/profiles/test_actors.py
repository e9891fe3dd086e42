import re
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from marsad.model import Affiliation, Claim, ClaimType, Coding, Mention, Report
from marsad.web.browse.numbers.figures import Reader
from marsad.web.browse.profiles import actorfacts
from marsad.web.browse.profiles.terms import since
from marsad.web.site.choices import Choices

UNKNOWN = "كتيبة فجر الزيتون"  # a brigade that no register has


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
def unknown(tell):
    """The id of a brigade that one report names and no register has."""
    report = tell(f"قصفت {UNKNOWN} سراقب.", "قصفت", by=[UNKNOWN], at=["سراقب"])
    return tell.incident(report).initiators[0].value


# The list


def test_actors_stand_with_kind_side_country_and_count(client, strike):
    told = text_of(client.get("/en/actors/"))
    assert re.search(
        r"Military Forces of Syria state and its forces · Syrian government \(Assad\) · Syria \d+ incident", told
    )


@pytest.mark.parametrize(
    "query", ["country=SY", "side=sy-government", "kind=state_forces", "q=قوات النظام", "q=forces of syria"]
)
def test_the_list_is_narrowed(client, strike, query):
    key, _, value = query.partition("=")
    rows = client.get(f"/en/actors/?{key}={quote(value)}").context["rows"]
    assert any(row.named.text == "Military Forces of Syria" for row in rows)


@pytest.mark.parametrize("query", ["country=YE", "side=is", "kind=rebels", "q=nobody-at-all"])
def test_what_does_not_fit_is_left_out(client, strike, query):
    rows = client.get(f"/en/actors/?{query}").context["rows"]
    assert all(row.named.text != "Military Forces of Syria" for row in rows)


def test_nothing_that_fits_is_said(client):
    assert "No actor fits" in text_of(client.get("/en/actors/?q=nobody-at-all"))


def test_an_empty_ledger_has_no_actors(client, ledger):
    ledger.remove(list(ledger.store.reports.ids()))
    assert "No actors yet" in text_of(client.get("/en/actors/"))


def test_those_in_no_register_are_counted_and_not_named(client, unknown):
    for query in ("", "?register=no", f"?q={quote('الزيتون')}"):
        page = client.get(f"/actors/{query}").content.decode()
        assert UNKNOWN not in page
        assert "x-" not in "".join(re.findall(r'href="/actor/([^"]*)"', page))
    assert "in no register" in text_of(client.get("/en/actors/"))


def test_a_reviewer_sees_those_in_no_register(reviewer, unknown):
    response = reviewer.get("/actors/?register=no")
    assert UNKNOWN in text_of(response)
    assert all("/actor/x-" in row.named.address for row in response.context["rows"])


def test_a_reviewer_is_told_whom_they_may_be(reviewer, tell, unknown):
    tell("قصفت كتائب فجر الزيتون سراقب.", "قصفت", by=["كتائب فجر الزيتون"], at=["سراقب"], day="2016-06-06")
    told = text_of(reviewer.get("/en/actors/?register=no"))
    assert "May be:" in told


# An actor


def test_spellings_of_the_register_and_of_reports(client, tell):
    for day in ("2016-03-03", "2016-04-04"):
        tell("قصفت قوات الأسد سراقب.", "قصفت", by=["قوات الأسد"], at=["سراقب"], day=day)
    names = section(client.get("/en/actor/sy-army/"), "names")
    assert "الجيش السوري" in names
    assert "Military Forces of Syria" in names
    assert '<bdi lang="ar" dir="auto">قوات الأسد</bdi>' in names


def test_of_sorts_of_people_no_spelling_is_shown(client, tell):
    for day in ("2016-03-03", "2016-04-04"):
        tell("قتل قصف المواطن هاني في سراقب.", "قصف", on=["المواطن هاني"], at=["سراقب"], day=day)
    assert "هاني" not in section(client.get("/actor/civilians/"), "names")


def test_the_side_stands_with_opponents_and_allies(client, strike):
    ties = section(client.get("/en/actor/sy-army/"), "ties")
    assert "Syrian government (Assad)" in ties
    assert ties.index("Opposed to") < ties.index("Islamic State") < ties.index("Allied with") < ties.index("Hezbollah")
    assert "since 2013" in ties


def test_whom_it_belongs_to_and_who_belongs_to_it(client):
    ties = section(client.get("/en/actor/sy-army/"), "ties")
    assert ties.index("Belongs to") < ties.index("by the register")
    assert "Units below it" in ties


def belonging(id, day, parent):
    """A report, and its coding, that tells of Jaysh al-Islam (the Army of Islam) as a part of another."""
    text = f"قصف جيش الإسلام التابع ل{parent} بلدة سراقب."
    member, group = (Mention(word, text.index(word), text.index(word) + len(word)) for word in ("جيش الإسلام", parent))
    claim = Claim(ClaimType.SHELLING, Mention("قصف", 0, 3), (member,))
    report = Report(id, "خبر", text, day, "جريدة التجربة", None)
    return report, Coding(id, (claim,), affiliations=(Affiliation(member, group),))


def test_what_reports_tell_of_affiliation_is_told_as_theirs(client, ledger):
    ledger.add(*belonging("told-member", "2016-03-03", "جبهة النصرة"))
    ties = section(client.get("/en/actor/jaysh-islam/"), "ties")
    assert "as 1 report tells" in ties
    assert "3 March 2016" in ties
    assert "contested" not in ties


def test_reports_that_name_two_parents_at_one_time_are_contested(client, ledger):
    ledger.add(*belonging("told-one", "2016-03-03", "جبهة النصرة"))
    ledger.add(*belonging("told-other", "2016-03-03", "تنظيم الدولة"))
    ties = section(client.get("/en/actor/jaysh-islam/"), "ties")
    assert ties.count("</svg>contested</span>") == 2


def test_what_it_did_and_what_was_done_to_it_are_apart(client, strike, tell):
    tell(
        "قصفت فصائل المعارضة السورية قوات النظام في حلب.",
        "قصفت",
        by=["فصائل المعارضة السورية"],
        on=["قوات النظام"],
        at=["حلب"],
    )
    response = client.get("/en/actor/sy-army/")
    did, suffered = response.context["did"], response.context["suffered"]
    assert did.totals[0].tally.low >= 3
    assert suffered.totals[0].tally.incidents >= 1
    assert "Shelling" in section(response, "did")
    assert "Shelling" in section(response, "suffered")


def test_whom_it_faced(client, tell):
    tell("قصفت قوات النظام تنظيم داعش في تدمر.", "قصفت", by=["قوات النظام"], on=["تنظيم داعش"], at=["تدمر"])
    faced = {share.label: share.count for share in client.get("/en/actor/sy-army/").context["faced"]}
    assert faced["Islamic State"] >= 1


def test_those_faced_that_are_in_no_register_are_counted_and_not_named(client, tell):
    tell(f"قصفت قوات النظام {UNKNOWN} في تدمر.", "قصفت", by=["قوات النظام"], on=[UNKNOWN], at=["تدمر"])
    response = client.get("/actor/sy-army/")
    assert response.context["faced_more"] >= 1
    assert UNKNOWN not in section(response, "names")


def test_an_actor_without_incidents_says_so(client):
    never = next(one.id for one in actorfacts.registers().actors if one.id not in actorfacts.met())
    told = text_of(client.get(f"/en/actor/{never}/"))
    assert "No incidents with it" in told


def test_one_in_no_register_is_shown_to_reviewers_alone(client, reviewer, unknown):
    assert client.get(f"/actor/{unknown}/").status_code == 404
    response = reviewer.get(f"/en/actor/{unknown}/")
    assert "in no register" in text_of(response)
    assert response.context["actor"].provisional


@pytest.mark.parametrize("id", ["nobody", "x-nobody-at-all", "a/b"])
def test_what_means_nobody_is_no_actor(client, reviewer, id):
    assert client.get(f"/actor/{id}/").status_code == 404
    assert reviewer.get(f"/actor/{id}/").status_code == 404


def test_questions_do_not_grow_with_the_incidents(client, strike, tell):
    def asked(path):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    before = asked("/actor/sy-army/")
    for day in range(10, 16):
        tell("قصفت قوات النظام سراقب.", "قصفت", by=["قوات النظام"], at=["سراقب"], day=f"2016-04-{day}")
    assert asked("/actor/sy-army/") == before <= 16
    assert asked("/actors/") <= 4


@pytest.mark.parametrize(
    ("written", "ar", "en"),
    [
        ("2016", "2016", "2016"),
        ("2016-03", "آذار/مارس 2016", "March 2016"),
        ("2016-03-01", "1 آذار/مارس 2016", "1 March 2016"),
    ],
)
def test_days_and_their_beginnings_are_told_in_words(written, ar, en):
    assert since(written, Reader("ar", Choices())) == ar
    assert since(written, Reader("en", Choices())) == en


@pytest.mark.parametrize(
    ("width", "scheme", "path"),
    [(390, "light", "/actor/sy-army/"), (1360, "dark", "/en/actor/sy-army/"), (390, "dark", "/actors/")],
)
def test_the_pages_are_accessible_and_fit(visit, accessible, width, scheme, path):
    page = visit(path, width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    accessible(page)
