import csv
import io
import re

import pytest
from django.db import DEFAULT_DB_ALIAS, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marsad.web.browse.filters import Filters
from marsad.web.browse.naming import Named
from marsad.web.browse.numbers import figures
from marsad.web.browse.numbers.figures import Asked, Reader, figure
from marsad.web.browse.numbers.series import Series
from marsad.web.browse.numbers.spans import Unit
from marsad.web.ledger import models
from marsad.web.ledger.changes import changed
from marsad.web.ledger.incidents import KINDS
from marsad.web.site.choices import Choices

ARABIC = Reader("ar", Choices())


def table(client, name, query=""):
    body = client.get(f"/timeline.csv?figure={name}{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body)))


def test_the_page_shows_every_figure_with_its_table(client):
    page = client.get("/timeline/").content.decode()
    assert page.count('class="chart fluid rtl"') == 2  # as wide as there is room
    assert page.count("<svg xmlns") == 2 + 2 * 3  # bars for wide screens and for phones
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.count("<table>") == len(figures.NAMES)
    for name in figures.NAMES:
        for form in ("svg", "png", "csv"):
            assert f"/timeline.{form}?figure={name}" in page


def test_the_sums_say_how_many_incidents_had_no_count(client):
    tally = Series(Filters(), KINDS[0]).total()
    page = client.get("/en/timeline/").content.decode()
    assert f"{tally.uncounted} incidents without a count" in page
    assert f"{tally.open_high} incidents told as «at least»" in page
    assert f"{tally.low}–{tally.high}+" in page


def test_arabic_counts_agree_with_their_nouns(client):
    page = client.get("/timeline/").content.decode()
    assert re.search(r"\d+ حادثة بلا حصيلة", page)
    assert re.search(r"\d+ (حوادث|حادثة) قيل فيها «على الأقل»", page)


def test_no_question_is_asked_for_each_row(client):
    client.get("/timeline/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/timeline/?place=SY")
    assert len(asked) < 45


def test_an_empty_choice_is_told_and_draws_nothing(client):
    answer = client.get("/en/timeline/?from=1950-01-01&to=1950-01-02")
    assert answer.status_code == 200
    assert "No incident fits" in answer.content.decode()
    assert "<svg xmlns" not in answer.content.decode()


@pytest.mark.parametrize("query", ["unit=hour", "measure=wounded", "from=yesterday", "type=war"])
def test_what_cannot_be_is_refused(client, query):
    assert client.get(f"/timeline/?{query}").status_code == 400


@pytest.mark.parametrize("form", ["svg", "png", "csv"])
def test_a_figure_that_is_none_is_refused(client, form):
    assert client.get(f"/timeline.{form}?figure=secret").status_code == 400
    assert client.get(f"/timeline.{form}").status_code == 400


@pytest.mark.parametrize("name", figures.NAMES)
def test_every_figure_is_there_as_a_file(client, name):
    svg = client.get(f"/timeline.svg?figure={name}&measure=killed")
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg["Content-Disposition"] == f'attachment; filename="marsad-{name}.svg"'
    assert b"<style>" in svg.content
    assert client.get(f"/timeline.png?figure={name}").content[:4] == b"\x89PNG"
    assert table(client, name)


def test_a_file_has_the_words_of_its_language(client):
    assert "الحوادث" in client.get("/timeline.svg?figure=type").content.decode()
    assert "Incidents by type" in client.get("/en/timeline.svg?figure=type").content.decode()


def test_periods_of_the_table_hold_all_dated_incidents(client):
    dated = models.Incident.objects.exclude(first=None).count()
    for unit in ("month", "year"):
        assert sum(int(row["incidents"]) for row in table(client, "incidents", f"&unit={unit}")) == dated


def test_unknown_is_empty_in_files_and_not_nought(client):
    rows = table(client, "toll")
    unknown = [row for row in rows if row["counted"] == "0"]
    assert unknown
    assert all(row["low"] == row["best"] == row["high"] == "" for row in unknown)


def test_a_file_says_what_it_is_and_what_it_is_made_of(client):
    query = "figure=toll&unit=year&measure=killed&place=SY&from=2013-06-01"
    drawn = client.get(f"/en/timeline.svg?{query}").content.decode()
    words = re.findall(r"<text[^>]*>[\u2066\u2067](.*?)\u2069</text>", drawn)
    assert words[:3] == ["Killed by year", "From 1 June 2013 · Place: Syria", "Each incident counts on its first day."]
    assert words[-1].startswith("Marsad: ")
    assert {"the lowest told", "up to the highest", "best supported"} <= set(words)


def test_only_ranges_need_their_signs_explained(client):
    page = client.get("/en/timeline/?type=protest").content.decode()
    assert "up to the highest" not in page


def test_filters_hold_for_files(client):
    only = table(client, "type", "&type=shelling")
    assert [row["type"] for row in only] == ["shelling"]


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@a", "\tx"])
def test_no_cell_is_a_formula(client, monkeypatch, label):
    monkeypatch.setattr(figures.naming, "actor", lambda one: Named(label))
    assert {row["name"] for row in table(client, "actor")} == {f"'{label}"}


def test_a_period_without_a_count_is_no_column(ledger):
    asked = Asked.of(Filters(), "killed", Unit.YEAR)
    found = figure("toll", asked, ARABIC)
    counted = sum(row.tally.counted > 0 for row in found.rows)
    assert 0 < counted < len(found.rows)
    assert figures.drawn(found, ARABIC).count("<g><title>") == counted


def test_breakdowns_are_ordered_by_what_is_measured(ledger):
    for measure in (figures.INCIDENTS, "killed"):
        rows = figure("type", Asked.of(Filters(), measure), ARABIC).rows
        values = [r.tally.incidents if measure == figures.INCIDENTS else r.tally.best for r in rows]
        known = values if measure == figures.INCIDENTS else [r.tally.best for r in rows if r.tally.counted]
        assert values[: len(known)] == sorted(known, reverse=True)


def test_what_nobody_counted_is_told_in_words_and_not_drawn(ledger):
    found = figure("type", Asked.of(Filters(), "killed"), ARABIC)
    unknown = [row for row in found.rows if not row.tally.counted]
    assert unknown
    assert not set(unknown) & set(found.charted)
    assert found.note.endswith(f"غير معلوم في: {'، '.join(row.label for row in unknown)}.")


def test_who_is_in_no_register_is_not_named(ledger):
    from marsad.web.browse import naming

    for row in figure("actor", Asked.of(Filters()), ARABIC).rows:
        assert naming.actor(row.key[0]).known


def test_digits_and_calendar_are_the_reader_s(client):
    client.cookies["marsad_digits"] = "arab"
    client.cookies["marsad_calendar"] = "islamic"
    page = client.get("/timeline/").content.decode()
    assert "هـ" in page
    assert re.search(r"<title>[^<]*[٠-٩]", page)


def test_undated_incidents_are_told_of(ledger):
    models.Incident.objects.filter(pk=models.Incident.objects.first().pk).update(first=None, last=None)
    changed(DEFAULT_DB_ALIAS)
    undated = models.Incident.objects.filter(first=None).count()
    assert f"{undated}." in figure("incidents", Asked.of(Filters()), ARABIC).note


@pytest.mark.parametrize(("path", "scheme", "width"), [("/timeline/", "light", 1360), ("/en/timeline/", "dark", 390)])
def test_the_page_is_accessible(visit, accessible, path, scheme, width):
    page = visit(path, scheme=scheme, width=width)
    page.locator("figure details summary").first.click()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_it_works_without_a_session():
    assert Client().get("/timeline/").status_code == 200
