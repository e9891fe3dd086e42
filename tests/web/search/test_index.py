"""The index in step with the store."""

from dataclasses import replace
from datetime import date

import pytest

from marsad import code
from marsad.ledger.ledger import Ledger
from marsad.ledger.registers import Registers
from marsad.model import Coding, Report
from marsad.places.library import load
from marsad.web.ledger import models as ledger_models
from marsad.web.search import index, models
from marsad.web.search.keeping import keeper
from marsad.web.search.query import parsed
from marsad.web.search.retrieving import count, page
from marsad.web.search.terms import of_report


def test_what_is_put_in_is_in_step(alias):
    assert list(index.faults(alias)) == []


def test_a_report_that_changed_is_found_by_its_new_words_alone(kept, alias, reports, keys):
    with kept.transaction():
        kept.reports.put([replace(reports[3], text="وصل الوزير إلى بغداد.")])
    assert keys(page(parsed("بغداد"), index.REPORTS, alias=alias).rows) == ["a4"]
    assert count(parsed("والي"), index.REPORTS, alias=alias).count == 0
    assert list(index.faults(alias)) == []


def test_a_report_that_is_gone_is_found_no_more(kept, alias):
    with kept.transaction():
        kept.reports.remove(["a1", "a7", "no such report"])
    assert count(parsed("حلب"), index.REPORTS, alias=alias).count == 4
    assert list(index.faults(alias)) == []


def test_what_stayed_the_same_is_not_indexed_again(kept, alias, reports):
    before = set(models.Document.objects.using(alias).values_list("id", flat=True))
    with kept.transaction():
        kept.reports.put([replace(reports[0], url="https://example.org/1"), *reports[1:]])
    assert set(models.Document.objects.using(alias).values_list("id", flat=True)) == before


def test_a_rolled_back_change_leaves_no_trace(kept, alias):
    with pytest.raises(ZeroDivisionError):
        _put_and_fail(kept, Report("b1", "", "كلمة فريدة جداً"))
    assert count(parsed("فريدة"), index.REPORTS, alias=alias).count == 0
    assert list(index.faults(alias)) == []


def _put_and_fail(store, report):
    with store.transaction():
        store.reports.put([report])
        raise ZeroDivisionError


def test_a_day_that_changed_moves_the_report(kept, alias, reports, keys):
    with kept.transaction():
        kept.reports.put([replace(reports[1], published="2020-01-01")])
    assert keys(page(parsed("هدوء"), index.REPORTS, alias=alias).rows) == ["a2"]
    assert list(index.faults(alias)) == []


def test_faults_tell_what_is_missing_stale_and_left_over(alias):
    rows = dict(ledger_models.Report.objects.using(alias).values_list("key", "pk"))
    models.Document.objects.using(alias).filter(subject=rows["a1"]).delete()
    models.Document.objects.using(alias).filter(subject=rows["a2"]).update(content="x")
    keeper(alias).insert(alias, [(index.bounds(index.REPORTS)[1], index.REPORTS, 10**9, "x", ["كلمة"])])
    assert list(index.faults(alias)) == [
        f"report {rows['a1']} is not in the search index",
        f"report {rows['a2']} is in the search index as it was before",
        "the search index has report 1000000000, which the ledger has not",
    ]


def test_a_rebuilt_index_is_the_same(alias, keys):
    before = keys(page(parsed("حلب"), index.REPORTS, alias=alias).rows)
    models.Document.objects.using(alias).all().delete()
    assert count(parsed("حلب"), index.REPORTS, alias=alias).count == 0
    assert index.rebuild_index(alias) == 8
    assert keys(page(parsed("حلب"), index.REPORTS, alias=alias).rows) == before
    assert list(index.faults(alias)) == []


def test_incidents_are_found_by_their_types_and_names_in_both_languages(ledger):
    assert count(parsed("قصف"), index.INCIDENTS).count > 0
    assert count(parsed("shelling"), index.INCIDENTS).count > 0
    assert count(parsed("Syria shelling"), index.INCIDENTS).count == count(parsed("سوريا قصف"), index.INCIDENTS).count
    assert list(index.faults()) == []


def test_incidents_that_are_gone_leave_the_index(store):
    ledger = Ledger(store, Registers.shipped(load(("embedded",))))
    report = Report("one", "", "قصفت قوات النظام مدينة سراقب أمس وقتل ثلاثة أشخاص.", "2016-03-03")
    alias = store.reports._alias
    ledger.add(report, code(report))
    assert count(parsed("Saraqib"), index.INCIDENTS, alias=alias).count == 1
    ledger.add(report, Coding("one"))
    assert count(parsed("Saraqib"), index.INCIDENTS, alias=alias).count == 0
    assert list(index.faults(alias)) == []


def test_bounds_hold_the_documents_of_one_kind_and_period_alone():
    day = date(2016, 3, 3)
    first, last = index.bounds(index.REPORTS, day, day)
    before, _ = index.bounds(index.REPORTS)
    _, after = index.bounds(index.REPORTS, last=day)
    assert before < first < last == after < index.bounds(index.INCIDENTS)[0]
    assert index.bounds(index.INCIDENTS)[1] < 1 << 63


def test_a_text_beyond_bounds_is_indexed_as_far_as_they_reach():
    terms = of_report(Report("x", "عنوان", " ".join(f"كلمة{n} لاشيء{n}" for n in range(9_000))))
    assert sum(len(term.encode()) + 4 for term in terms) <= 900_000
    assert "¶عنوان" in terms
