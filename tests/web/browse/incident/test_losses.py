import tomllib
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from marsad.ledger.casualties.groups import DATA
from marsad.web.browse.dossier import dossier
from marsad.web.browse.incident.losses import GROUPS, RULES, bar, figure, group, losses
from marsad.web.charts.scale import scale


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (3, 7, "3–7"),
        (5, 5, "5"),
        (11, None, "11+"),
        (None, 20, "up to 20"),
        (None, None, "unknown"),
        (1200, 1200, "1\u202f200"),
    ],
)
def test_figures(low, high, told):
    with translation.override("en"):
        assert figure(low, high, "latn").replace('<bdi dir="ltr">', "").replace("</bdi>", "") == told


def test_every_kind_of_people_has_words():
    entries = tomllib.loads((DATA / "groups.toml").read_text(encoding="utf-8"))["entry"]
    assert {entry["lemma"] for entry in entries} - {"people"} <= GROUPS.keys()


def test_groups_by_actor_and_by_the_words_of_a_report():
    with translation.override("en"):
        assert group("sy-army") == "Military Forces of Syria"
        assert group("رامي علاني") == "others, as the report names them"


def drawn(*args, rtl=False):
    return ElementTree.fromstring(bar(*args, scale(20, 200), rtl=rtl))


def test_a_bar_goes_from_low_to_high_with_a_tick_at_the_best():
    whole = drawn(5, 10, 20)
    high = next(one for one in whole.iter("rect") if one.get("class") == "high")
    tick = next(one for one in whole.iter("rect") if one.get("class") == "tick")
    assert (high.get("x"), high.get("width"), tick.get("x")) == ("50", "150", "100")
    assert not list(whole.iter("path"))


def test_an_open_bar_says_so():
    assert [one.get("class") for one in drawn(5, None, None).iter("path")] == ["open"]


def test_a_bar_without_a_floor_begins_at_nought():
    whole = drawn(None, None, 20)
    assert not [one for one in whole.iter("rect") if one.get("class") == "low"]


def test_nothing_known_draws_nothing():
    assert bar(None, None, None, scale(20, 200), rtl=False) == ""


def test_in_arabic_a_bar_runs_from_the_right():
    assert drawn(5, 10, 20, rtl=True).find("g").get("transform") == "translate(200 0) scale(-1 1)"


def test_the_ledger_of_an_incident(strike):
    with translation.override("en"):
        (loss,) = losses(dossier(strike.id, AnonymousUser()), "latn", rtl=False)
    assert (loss.best, loss.rule) == ("3", RULES["lower"])
    assert [(row.source.text, row.written) for row in loss.rows] == [
        ("White Helmets", "سبعة أشخاص"),
        ("Syrian Observatory for Human Rights", "ثلاثة أشخاص"),
    ]
