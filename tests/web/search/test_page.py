"""The page of the search and its suggestions."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from babel.messages.pofile import read_po
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.model import Coding, Report
from marsad.web import search
from marsad.web.search.forms import words_of
from marsad.web.search.matching import incidents_with


def counts(response):
    return re.findall(r'<span class="count">.*?<bdi>(?:<span[^>]*>~</span>)?(\d+)', response.content.decode())


def tell(ledger, key, text, title="", published="2016-03-01"):
    report = Report(key, title, text, published, "جريدة التجربة")
    ledger.add(report, Coding(key))


def test_a_search_shows_reports_with_marks(client, ledger):
    tell(ledger, "t1", "وقع انفجار غريبوم في السوق.", "خبر غريبوم")
    page = client.get("/search/", {"q": "غريبوم"})
    assert page.status_code == 200
    assert counts(page) == ["1", "0", "0", "0"]
    assert page.content.decode().count("<mark>غريبوم</mark>") == 2
    assert "/report/t1/#:~:text=" in page.content.decode()


@pytest.mark.parametrize("path", ["/search/", "/en/search/"])
@pytest.mark.parametrize("tab", ["reports", "incidents", "places", "actors"])
def test_every_kind_of_results_is_shown_in_both_languages(client, path, tab):
    page = client.get(path, {"q": "سوريا", "in": tab})
    assert page.status_code == 200
    assert f'class="results {tab}"' in page.content.decode() or 'class="empty"' in page.content.decode()


def test_the_first_kind_with_results_is_shown_unless_one_is_chosen(client):
    assert 'class="results places"' in client.get("/en/search/", {"q": "Saraqib -shelling"}).content.decode() or (
        'class="results incidents"' in client.get("/en/search/", {"q": "Saraqib -shelling"}).content.decode()
    )
    assert 'class="empty"' in client.get("/en/search/", {"q": "Saraqib", "in": "reports"}).content.decode()


def test_pages_go_by_key(client, ledger):
    for n in range(23):
        tell(ledger, f"t{n}", f"كلمة فريدوم رقم {n}", published=f"2016-03-{n + 1:02}")
    seen, address = [], f"/search/?q={quote('فريدوم')}"
    while address:
        body = client.get(address).content.decode()
        seen += re.findall(r"/report/(t\d+)/", body)
        found = re.search(r'rel="next" href="([^"]+)"', body)
        address = "/search/" + found[1].replace("&amp;", "&") if found else None
    assert seen == [f"t{n}" for n in reversed(range(23))]


def test_names_of_private_persons_are_masked(client, ledger):
    tell(ledger, "t1", "أصيب الطفل سامر العلي بجروح قرب ساحة فريدوم.", "إصابة الطفل سامر العلي")
    body = client.get("/search/", {"q": "فريدوم"}).content.decode()
    assert "<mark>فريدوم</mark>" in body
    assert "سامر" not in body
    assert "<mark>سامر" not in client.get("/search/", {"q": "سامر"}).content.decode()


def test_the_number_of_questions_to_the_database_is_bounded(client, ledger):
    for n in range(12):
        tell(ledger, f"t{n}", "كلمة فريدوم أخرى غريبوم")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/search/", {"q": "فريدوم"})
    few = len(asked)
    with CaptureQueriesContext(connection) as asked:
        client.get("/search/", {"q": "فريدوم غريبوم"})
    assert few <= 9
    assert len(asked) <= 9 + 5


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "-",
        "'; DROP TABLE ledger_report; --",
        "%",
        "NEAR(",
        "\x00",
        "قوات " * 10_000,
        "<script>alert(1)</script>",
        "*",
    ],
)
def test_no_input_breaks_the_page(client, query):
    page = client.get("/search/", {"q": query})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_bytes_that_are_no_text_are_searched_for_as_well(client):
    assert client.get("/search/?q=%ff%ed%a0%80&in=%00").status_code == 200


def test_days_and_keys_that_are_none_are_told(client):
    assert client.get("/search/", {"q": "حلب", "from": "soon"}).status_code == 400
    assert client.get("/search/", {"q": "حلب", "after": "x"}).status_code == 400
    assert client.get("/search/", {"q": "حلب", "in": "places", "after": "x"}).status_code == 400


def test_a_period_bounds_the_results(client, ledger):
    tell(ledger, "t1", "كلمة فريدوم", published="2016-03-01")
    tell(ledger, "t2", "كلمة فريدوم", published="2016-03-09")
    page = client.get("/search/", {"q": "فريدوم", "from": "2016-03-02", "to": "2016-03-09"})
    assert counts(page)[0] == "1"
    assert "/report/t2/" in page.content.decode()


def test_nothing_found_suggests_what_was_meant_and_wider_bounds(client):
    body = client.get("/search/", {"q": "سرقاب", "exact": "1", "from": "2016-01-01"}).content.decode()
    assert "<bdi>سراقب</bdi>" in body
    assert "بأي رسم للكلمات" in body
    assert "في كل الأيام" in body


def test_without_words_the_page_says_how_to_search(client):
    assert "كيف تبحث" in client.get("/search/").content.decode()
    assert 'class="note"' in client.get("/search/", {"q": "-حلب"}).content.decode()


def test_suggestions_are_named_in_the_language_of_the_page(client):
    arabic = client.get("/search/suggest.json", {"q": "حلب"}).json()["suggestions"]
    english = client.get("/en/search/suggest.json", {"q": "alepp"}).json()["suggestions"]
    assert arabic[0]["text"] == "حلب"
    assert english[0]["text"] == "Aleppo"
    assert english[0]["address"].startswith("/en/")
    assert client.get("/search/suggest.json").json() == {"suggestions": []}


def test_nothing_is_changed_by_looking(client):
    assert client.post("/search/", {"q": "حلب"}).status_code == 405


def test_incidents_are_found_by_the_words_of_their_reports(ledger):
    rows = set(incidents_with("قصف").values_list("incident", flat=True))
    assert rows
    assert set(incidents_with('"قصف لا شيء كهذا"').values_list("incident", flat=True)) == set()
    assert set(incidents_with("-قصف").values_list("incident", flat=True)) == set()


def test_incidents_of_a_longer_phrase_are_those_whose_reports_have_it(ledger):
    entry = next(ledger.store.entries.all())
    (text,) = [report.text for report in ledger.store.reports.get([entry.report]).values()]
    phrase = " ".join(text[word.start : word.end] for word in list(words_of(text))[:4])
    found = set(incidents_with(f'"{phrase}"').values_list("incident__key", flat=True))
    assert set(ledger.store.incidents.of_claims([entry.id]).values()) <= found


def test_every_word_of_the_page_is_translated():
    root = Path(next(iter(search.__path__)))
    with (root / "locale/ar/LC_MESSAGES/django.po").open("rb") as stream:
        catalog = read_po(stream)
    written = set()
    for file in root.glob("templates/search/*.html"):
        written |= {one[1] for one in re.findall(r"""translate (["'])(.+?)\1""", file.read_text(encoding="utf-8"))}
    for file in root.glob("*.py"):
        written |= set(re.findall(r'\b_\("(.+?)"\)', file.read_text(encoding="utf-8")))
    assert written
    assert {one for one in written if not catalog.get(one) or not catalog.get(one).string} == set()
    assert all(all(one.string) if isinstance(one.string, tuple) else one.string for one in catalog if one.id)
