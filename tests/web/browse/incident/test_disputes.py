from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from marsad.ledger.sources.independence import origins
from marsad.model.incident import Version
from marsad.web.browse.cards import DISPUTES
from marsad.web.browse.dossier import dossier
from marsad.web.browse.incident.disputes import disputes
from marsad.web.browse.registers import registers
from marsad.web.site.choices import Choices


@pytest.fixture
def told(strike):
    """The accounts of a dispute, were it disputed."""
    found = dossier(strike.id, AnonymousUser())
    whose = origins(found.entries, {}, registers().sources)

    def read(field, **changes):
        disputed = replace(found, incident=replace(found.incident, disputes=(field,), **changes))
        with translation.override("en"):
            (one,) = disputes(disputed, whose, Choices())
            assert one.title == DISPUTES[field]
            return [(str(account.what), [source.text for source in account.sources]) for account in one.accounts]

    return read


SOHR, HELMETS = "Syrian Observatory for Human Rights", "White Helmets"


def test_counts_stand_from_the_lowest(told):
    assert told("killed") == [('<bdi dir="ltr">3</bdi>', [SOHR]), ('<bdi dir="ltr">7</bdi>', [HELMETS])]


def test_what_nobody_counted_has_no_account(told):
    assert told("injured") == []


def test_who_did_it(told):
    versions = (Version("sy-army", (), ("sohr",)), Version("ru-air", (), ("white-helmets",)))
    assert told("initiators", initiators=versions) == [
        ("Military Forces of Syria", [SOHR]),
        ("Military Forces of Russia - Air Force", [HELMETS]),
    ]
    assert told("targets", targets=versions)[0] == ("Military Forces of Syria", [SOHR])


def test_what_happened(told):
    ((what, sources),) = told("type")
    assert (what, set(sources)) == ("Shelling", {SOHR, HELMETS})


def test_where_and_when(told):
    assert [what for what, _ in told("place")] == ["Saraqib"]
    assert [what for what, _ in told("time")] == ["3 March 2016"]


def test_whether_it_happened(told, strike):
    certainty = replace(strike.certainty, origins=("sohr",), deniers=("sana",))
    assert told("happened", certainty=certainty) == [
        ("it happened", [SOHR]),
        ("it did not happen", ["SANA"]),
    ]
