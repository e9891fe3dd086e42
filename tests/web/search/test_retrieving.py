"""What queries find, in SQLite and in PostgreSQL, against what reading every text finds."""

from datetime import date
from math import log2

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from marsad.model import Report
from marsad.web.ledger import models
from marsad.web.search import index, keeping, retrieving
from marsad.web.search.forms import words_of
from marsad.web.search.query import parsed
from marsad.web.search.retrieving import EVER, Counted, PageError, Period, count, page
from marsad.web.search.terms import terms

QUERIES = (
    "حلب", "قوات", "الجيش", "للجيش", "والي", "الي", "إلى", "قصف حلب", "قوات النظام", '"قوات النظام"', '"النظام قوات"',
    "«قوات النظام السوري»", "قوات النظام حلب", "حلب -قصف", 'حلب -"قوات النظام"', 'حلب -"قوات النظام السوري"',
    "-حلب", "1200", "Aleppo", "al-bab", '"al-bab"', "AND", "قصف OR حلب", "NEAR(قصف حلب)", "title:حلب", "قصف*",
    "لا-شيء-كهذا", "سراقب القصف جريح", '"قصفت أحياء في حلب"', '"قصفت أحياء حلب"', "",
)  # fmt: skip


def expected(query, reports):
    """The ids of the reports that fit, read one by one, in the order of the definition."""
    texts = {report.id: [report.title, report.text] for report in reports}

    def has(key, atom):
        terms = atom.terms(query.exact)
        return all(any(term in _terms(text) for text in texts[key]) for term in terms)

    weights = []
    if len(query.wanted) == 1:
        weights = [(query.wanted[0], 1.0)]
    else:
        known = [(sum(has(key, atom) for key in texts), n, atom) for n, atom in enumerate(query.wanted)]
        weights = [(atom, log2(20_000 / (many + 1))) for many, _, atom in sorted(known, key=lambda one: one[:2])][:3]

    def rank(report):
        title = _terms(texts[report.id][0])
        worth = sum(weight for atom, weight in weights if all(t[1:] in title for t in atom.titled(query.exact)))
        return worth, report.published or "", reports.index(report)

    words = {key: [list(words_of(text)) for text in told] for key, told in texts.items()}
    fitting = [report for report in reports if query and query.fits(words[report.id])]
    return [report.id for report in sorted(fitting, key=rank, reverse=True)]


def _terms(text):
    return set(terms(text, ""))


@pytest.fixture(params=[1, 300])
def looked_at(request, monkeypatch):
    """How many of the newest documents PostgreSQL looks through before it asks its index."""
    monkeypatch.setattr(keeping, "_SAMPLE", request.param)


@pytest.mark.parametrize("exact", [False, True])
def test_both_databases_find_what_reading_every_text_finds(alias, keys, reports, exact, looked_at):
    for written in QUERIES:
        query = parsed(written, exact)
        found = expected(query, reports)
        assert keys(page(query, index.REPORTS, alias=alias).rows) == found, written
        assert sorted(keys(retrieving.rows(query, index.REPORTS, alias))) == sorted(found), written


def test_counts_are_those_of_the_results(alias):
    for written in QUERIES:
        query = parsed(written)
        counted = count(query, index.REPORTS, alias=alias)
        found = len(page(query, index.REPORTS, alias=alias).rows)
        assert counted.count == found or (counted.about and counted.count >= found), written
        assert not counted.more


def test_pages_follow_each_other_without_gap_or_repetition(alias, keys, reports):
    for written in QUERIES:
        query = parsed(written)
        told, after = [], ""
        while after is not None:
            found = page(query, index.REPORTS, EVER, after, 2, alias)
            told += keys(found.rows)
            after = found.after
        assert told == expected(query, reports), written


def test_words_in_the_title_come_first_then_the_newer(alias, keys):
    assert keys(page(parsed("حلب"), index.REPORTS, alias=alias).rows) == ["a8", "a7", "a1", "a3", "a2", "a6"]


def test_exact_words_are_those_with_the_same_hamza_and_vowels(alias, keys):
    assert keys(page(parsed("حلبَ", exact=True), index.REPORTS, alias=alias).rows) == ["a6"]
    assert keys(page(parsed("ادلب", exact=True), index.REPORTS, alias=alias).rows) == []
    assert keys(page(parsed("وإدلب", exact=True), index.REPORTS, alias=alias).rows) == ["a7"]


def test_a_longer_phrase_is_looked_for_page_by_page(kept, alias, monkeypatch):
    monkeypatch.setattr(retrieving, "READ", 4)
    monkeypatch.setattr(retrieving, "_AT_ONCE", 2)
    apart = [Report(f"b{n}", "", "أول ثان شيء ثان ثالث", f"2017-01-0{n + 2}") for n in range(5)]
    with kept.transaction():
        kept.reports.put([*apart, Report("c", "", "قيل أول ثان ثالث", "2017-01-01")])
    query = parsed('"أول ثان ثالث"')
    first = page(query, index.REPORTS, alias=alias)
    assert first.rows == ()
    assert first.after
    rows = dict(models.Report.objects.using(alias).values_list("key", "pk"))
    assert page(query, index.REPORTS, EVER, first.after, alias=alias).rows == (rows["c"],)
    assert count(query, index.REPORTS, alias=alias) == Counted(6, about=True)


def test_a_longer_phrase_is_found_in_the_names_of_incidents(ledger):
    query = parsed('"Military Forces of Syria"')
    assert page(query, index.INCIDENTS, size=2).rows
    assert page(parsed('"Forces Military of Syria"'), index.INCIDENTS).rows == ()


def test_a_period_bounds_the_days_and_leaves_out_what_has_none(alias, keys):
    period = Period(date(2016, 3, 2), date(2016, 3, 3))
    assert keys(page(parsed("حلب"), index.REPORTS, period, alias=alias).rows) == ["a3", "a2"]
    assert count(parsed("حلب"), index.REPORTS, period, alias).count == 2
    assert "a6" not in keys(page(parsed("حلب"), index.REPORTS, Period(None, date(2016, 3, 9)), alias=alias).rows)


@pytest.mark.parametrize("after", ["x", "1", "1.x", "-1.5", "١.٢", "1.2.3", "9" * 40])
def test_a_key_that_is_none_is_told(after):
    with pytest.raises(PageError):
        page(parsed("حلب"), index.REPORTS, EVER, after)


def test_a_key_of_another_query_leads_to_nothing_new(alias):
    assert page(parsed("حلب"), index.REPORTS, EVER, "77.1", alias=alias).rows == ()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.text(max_size=60), exact=st.booleans())
@example(written='"', exact=False)
@example(written='"قوات " النظام" -', exact=True)
@example(written="NEAR(a b) OR ^x* {title}: AND NOT", exact=False)
@example(written="'; DROP TABLE ledger_report; --", exact=False)
@example(written="\x00حلب\ud800 \udfff", exact=True)
@example(written="قوات " * 10_000, exact=False)
@example(written="ا" * 10_000, exact=True)
@example(written="a'b\\c & !x | (y) <-> z:*", exact=False)
@example(written="-" * 50 + '""""«»', exact=False)
def test_any_input_is_a_query(alias, reports, written, exact):
    query = parsed(written, exact)
    assert len(page(query, index.REPORTS, alias=alias).rows) <= len(reports)
    assert count(query, index.REPORTS, alias=alias).count <= len(reports)


WORDS = st.sampled_from(["حلب", "بحلب", "قوات", "النظام", "الجيش", "القصف", "في", "السوري", "قال", "إدلب"])
PARTS = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=2, max_size=4).map(lambda words: f'"{" ".join(words)}"'),
    WORDS.map("-{}".format),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(PARTS, min_size=1, max_size=5), exact=st.booleans())
def test_any_words_find_what_reading_every_text_finds(alias, keys, reports, parts, exact):
    query = parsed(" ".join(parts), exact)
    assert keys(page(query, index.REPORTS, alias=alias).rows) == expected(query, reports)
