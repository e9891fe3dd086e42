"""Random courses of a ledger: it is the same as one that is made anew of the same reports, codings and judgements."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.ledger.checking import findings
from marsad.ledger.judgements.desk import Desk
from marsad.ledger.judgements.rules import JudgementError
from marsad.ledger.ledger import Ledger
from marsad.ledger.store import Query
from marsad.ledger.wire import dumps
from marsad.model import ClaimType, Factuality
from marsad.model.judgement import Field, Judgement, Undo
from marsad.web.ledger.store import open_store

PLACES = ("سراقب", "خان شيخون")
KINDS = ("shelling", "air_strike")


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """One file for all examples of a test: to make the tables takes longer than an example."""
    return open_store(f"sqlite:///{tmp_path_factory.mktemp('random') / 'ledger.sqlite3'}")


def emptied(store):
    """The store without anything in it."""
    from marsad.web.ledger import models

    with store.transaction():
        store.clear()
        store.reports.remove(list(store.reports.ids()))
        for table in (models.JudgementSubject, models.Judgement, models.Constraint):
            table.objects.using(store._alias).all().delete()
    return store


def picture(ledger):
    store = ledger.store
    tells = store.tells.about(store.tells.places())
    found = [*store.incidents.find(Query()), *store.entries.all(), *tells, *store.links.all_constraints()]
    return sorted(map(str, (dumps(one) for one in found)))


REPORTS = st.builds(
    lambda key, outlet, told: (f"r{key}", outlet, told),
    st.integers(0, 4),
    st.sampled_from(("شبكة شام", "الجزيرة")),
    st.lists(
        st.tuples(st.sampled_from(KINDS), st.sampled_from(PLACES), st.sampled_from((None, 5, 9))),
        min_size=1,
        max_size=3,
        unique_by=lambda told: told[:2],
    ),
)
DEEDS = ("remove", "recode", "merge", "split", "confirm", "reject", "type", "factuality")
STEPS = st.lists(
    st.one_of(
        REPORTS,
        st.tuples(st.sampled_from(DEEDS), st.integers(0, 20)),
        st.tuples(st.just("undo"), st.integers(1, 8)),
    ),
    min_size=3,
    max_size=12,
)


def take(ledger, writer, step):
    """One step; those that nothing in the ledger fits are passed over."""
    if len(step) == 3:
        key, outlet, told = step
        about = writer(key, outlet=outlet)
        for kind, place, killed in told:
            about.tell(kind, place, killed=killed)
        ledger.add(*about.coded)
        return
    what, which = step
    reports = list(ledger.store.reports.ids())
    claims = sorted(entry.id for entry in ledger.store.entries.all())
    if what == "remove" and reports:
        ledger.remove([reports[which % len(reports)]])
    elif what == "recode" and reports:
        recode(ledger, reports[which % len(reports)], which)
    elif claims or what == "undo":
        judge(ledger, what, which, claims)


def recode(ledger, report, which):
    """Another coder: one claim fewer, and a longer trigger for the first of the rest."""
    text = ledger.store.reports.get([report])[report].text
    coding = ledger.store.codings.get([report])[report]
    claims = [claim for nth, claim in enumerate(coding.claims) if nth != which % 3]
    if claims:
        end = claims[0].trigger.end + 1
        claims[0] = replace(
            claims[0], trigger=replace(claims[0].trigger, end=end, text=text[claims[0].trigger.start : end])
        )
    ledger.recode([replace(coding, claims=tuple(claims))])


def judge(ledger, what, which, claims):
    desk = Desk(ledger.store)
    one, other = (claims[which % len(claims)], claims[which * 7 % len(claims)]) if claims else ("", "")
    make = {
        "merge": lambda: desk.merge([one, other]),
        "split": lambda: desk.split([one]),
        "confirm": lambda: desk.confirm(one),
        "reject": lambda: desk.reject(one),
        "type": lambda: desk.correct(one, Field.TYPE, ClaimType.ARREST),
        "factuality": lambda: desk.correct(one, Field.FACTUALITY, Factuality.DENIED),
        "undo": lambda: Undo(which),
    }
    with suppress(JudgementError):  # to split off all, to merge one with itself, to undo what is undone
        ledger.judge(Judgement(make[what](), "Amal", "2026-11-29T10:00:00Z", ""))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@pytest.mark.no_cover
def test_a_ledger_that_grew_is_one_made_anew(opened, registers, writer, steps):
    ledger = Ledger(emptied(opened), registers)
    for step in steps:
        take(ledger, writer, step)
    grown = picture(ledger)
    assert list(findings(ledger)) == []
    ledger.rebuild()
    assert picture(ledger) == grown


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(REPORTS, min_size=2, max_size=5, unique_by=lambda told: told[0]),
    chance=st.randoms(use_true_random=False),
)
def test_the_order_of_reports_changes_nothing(opened, registers, writer, told, chance):
    pictures = []
    for _ in range(2):
        ledger = Ledger(emptied(opened), registers)
        for step in told:
            take(ledger, writer, step)
        pictures.append(picture(ledger))
        chance.shuffle(told)
    assert pictures[0] == pictures[1]
