import pytest

from marsad.exchange.picture import Names, told
from marsad.ledger.ledger import Ledger
from marsad.ledger.registers import Registers
from marsad.ledger.store import Query
from marsad.model import Claim, ClaimType, Coding, Mention, Report
from marsad.places.library import load
from marsad.web.ledger.store import open_store

TEXT = "قصفت كتائب المثال الأعلى بلدة سراقب، بحسب صحيفة النموذج. واعتقلت الشرطة رجلاً."


def mention(words):
    start = TEXT.index(words)
    return Mention(words, start, start + len(words))


@pytest.fixture(scope="module")
def registers():
    return Registers.shipped(load(("embedded",)))


@pytest.fixture
def ledger(tmp_path, ledger_file, registers):
    store = open_store(ledger_file(tmp_path / "ledger.sqlite3"))
    ledger = Ledger(store, registers)
    shelling = Claim(
        ClaimType.SHELLING,
        mention("قصفت"),
        initiators=(mention("كتائب المثال الأعلى"),),
        sources=(mention("صحيفة النموذج"),),
    )
    arrest = Claim(ClaimType.ARREST, mention("اعتقلت"), initiators=(mention("الشرطة"),))
    ledger.add(Report("r1", "", TEXT, "2016-06-12", "شبكة شام"), Coding("r1", (shelling, arrest)))
    yield ledger
    store.close()


def all_told(ledger, query=Query()):  # noqa: B008 - frozen
    return list(told(ledger.store, ledger.registers, query))


def test_incidents_with_their_claims_and_reports(ledger):
    found = all_told(ledger)
    assert {one.incident.type for one in found} == {ClaimType.SHELLING, ClaimType.ARREST}
    assert all(one.entries and one.reports["r1"].text == TEXT for one in found)


def test_only_those_asked_for(ledger):
    (one,) = all_told(ledger, Query(types=(ClaimType.ARREST,)))
    assert one.initiators[0].en[0].startswith("Police")


def test_who_is_in_no_register_is_shown_as_the_reports_spell_it(ledger):
    one = next(one for one in all_told(ledger) if one.incident.type is ClaimType.SHELLING)
    (actor,) = one.initiators
    assert (actor.ar, actor.provisional) == (("كتائب المثال الأعلى",), True)
    assert [source.ar for source in one.sources] == [("صحيفة النموذج",)]


def test_an_actor_that_the_register_has_lost(ledger):
    names = Names(ledger.registers, ledger.store.entries)
    lost = names.actor("sy-nobody-any-more")
    assert (lost.ar, lost.en, lost.provisional) == ((), (), True)


def test_places_and_what_holds_them(ledger):
    names = Names(ledger.registers, ledger.store.entries)
    saraqib = ledger.registers.gazetteer.find("سراقب")[0]
    assert names.place(saraqib.id) == saraqib
    assert [place.cls for place in names.chain(saraqib)][-1] == "country"


def test_one_side_speaks_with_one_voice(ledger):
    names = Names(ledger.registers, ledger.store.entries)
    assert names.independent(["sohr", "sohr/sources", "reuters"], None) == ("sohr", "reuters")
    assert names.independent(["sana", "sy-government"], "2024-12-01") == ("sana",)
    assert names.independent(["sana", "sy-government"], "2025-01-01") == ("sana", "sy-government")


def test_whose_fighters_words_name(ledger):
    names, (entry, *_) = Names(ledger.registers, ledger.store.entries), ledger.store.entries.all()
    assert names.fighters("عناصر داعش", entry) == "is"
    assert names.fighters("مدنيين", entry) is None


def test_an_incident_whose_claims_are_gone_since_is_passed_over(ledger, monkeypatch):
    real = ledger.store.entries.get

    def without_arrest(ids):
        return {key: one for key, one in real(ids).items() if one.claim.type is not ClaimType.ARREST}

    monkeypatch.setattr(ledger.store.entries, "get", without_arrest)
    assert [one.incident.type for one in all_told(ledger)] == [ClaimType.SHELLING]
