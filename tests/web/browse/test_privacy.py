from dataclasses import replace

from marsad.ledger.wire import dumps
from marsad.model.incident import Version
from marsad.web.browse.privacy import HIDDEN, is_named, public, public_entry


def test_ids_of_those_in_no_register_are_hidden_wherever_they_stand(strike):
    hidden = replace(
        strike,
        targets=(Version("x-فلان", strike.claims, ("new:شاهد", "sohr")),),
        certainty=replace(strike.certainty, origins=("new:شاهد", "new:صحيفة")),
    )
    found = public(hidden, {"new:صحيفة"})
    assert found.targets[0] == Version(HIDDEN, strike.claims, (HIDDEN, "sohr"))
    assert found.certainty.origins == (HIDDEN, "new:صحيفة")


def test_what_names_nobody_stays(strike):
    assert public(strike) == strike


def test_a_kind_of_people_that_is_a_name_is_hidden(strike):
    (killed,) = strike.casualties
    named = replace(killed, group="رامي علاني", tolls=tuple(replace(toll, group="رامي علاني") for toll in killed.tolls))
    children = replace(killed, group="children")
    found = public(replace(strike, casualties=(named, children)))
    assert [one.group for one in found.casualties] == ["other", "children"]
    assert "رامي" not in dumps(found)


def test_kinds_of_people():
    assert is_named("children")
    assert is_named("sy-army")
    assert not is_named("")
    assert not is_named("حوثي")
    assert not is_named("x-abc")


def test_a_claim_keeps_those_whom_a_register_holds(ledger, tell):
    report = tell(
        "قال المرصد السوري لحقوق الإنسان إن قوات النظام قتلت رامي العلاني وثلاثة أطفال في سراقب.", "قتلت",
        "violence_against_civilians", by=["قوات النظام"], on=["رامي العلاني"], at=["سراقب"],
        source=["المرصد السوري لحقوق الإنسان"],
        killed=[("ثلاثة أطفال", "أطفال", 3, 3), ("رامي العلاني", "رامي العلاني", 1, 1)],
    )  # fmt: skip
    (entry,) = ledger.store.entries.of([report])[report]
    found = public_entry(entry)
    assert (found.initiators, found.targets, found.chain) == (("sy-army",), (), ("sohr",))
    assert [(count.text, count.group is None) for count in found.claim.casualties] == [
        ("ثلاثة أطفال", False),
        ("", True),
    ]
    assert "العلاني" not in dumps(found)
