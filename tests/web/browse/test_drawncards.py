import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from marsad.web.browse import drawncards
from marsad.web.browse.drawncards import CARD, ITEM, drawn
from marsad.web.ledger import models
from marsad.web.site.choices import Choices

PLAIN = Choices()


@pytest.fixture
def number(strike):
    return models.Incident.objects.get(key=strike.id).pk


def asked(*args):
    with CaptureQueriesContext(connection) as found:
        drawn(*args)
    return [one["sql"] for one in found if "ledger_change" not in one["sql"]]


def test_incidents_stand_in_the_order_of_their_numbers_and_none_that_is_not_there(number):
    others = list(models.Incident.objects.exclude(pk=number).values_list("pk", flat=True)[:2])
    found = drawn([others[0], 10**9, number, others[1]], PLAIN)
    keys = [models.Incident.objects.get(pk=one).key for one in (others[0], number, others[1])]
    assert [next(key for key in keys if f"/incident/{key}/" in one.markup) for one in found] == keys


def test_what_was_shown_is_not_read_again(number):
    assert asked([number], PLAIN)
    assert asked([number], PLAIN) == []


def test_each_language_digits_calendar_and_form_is_another(number):
    told = set()
    for language in ("ar", "en"):
        with translation.override(language):
            for choices in (PLAIN, Choices(digits="arab"), Choices(calendar="islamic")):
                told |= {drawn([number], choices, form)[0].markup for form in (CARD, ITEM)}
    assert len(told) == 2 * (2 + 2) + 2  # a card of one day names no day


def test_a_list_without_quotations_reads_no_report(number):
    assert not [sql for sql in asked([number], PLAIN, ITEM) if "ledger_report" in sql]


def test_what_was_written_is_shown_anew(number, tell, strike):
    (before,) = drawn([number], PLAIN)
    tell(
        "قال ناشطون إن قصفاً لقوات النظام على سراقب أودى بحياة تسعة أشخاص.",
        "قصفاً", by=["قوات النظام"], at=["سراقب"], source=["ناشطون"], killed=[("تسعة أشخاص", None, 9, 9)],
    )  # fmt: skip
    key = models.Claim.objects.get(key=strike.id).incident_id
    (after,) = drawn([key], PLAIN)
    assert "3–7" in before.markup
    assert "3–9" in after.markup


def test_no_more_are_kept_than_there_is_room_for(number, monkeypatch):
    monkeypatch.setattr(drawncards, "_MOST", 1)
    other = models.Incident.objects.exclude(pk=number).values_list("pk", flat=True)[0]
    assert len(drawn([number, other], PLAIN)) == 2
    assert any(asked([one], PLAIN) for one in (number, other))
