"""The ledger over real databases: what comes in is kept in step with what goes out."""

from dataclasses import replace

import pytest

from marsad.ledger.judgements.rules import ConflictError, JudgementError
from marsad.ledger.ledger import Ledger
from marsad.ledger.store import Query
from marsad.ledger.wire import dumps
from marsad.model import ClaimType, Coding, Factuality, MarsadError, Report
from marsad.model.incident import Grade
from marsad.model.judgement import Field, MergeActors, MergeSources, Undo


def incidents(ledger):
    return list(ledger.store.incidents.find(Query()))


def picture(ledger):
    """All that the ledger says, as text that can be compared."""
    store = ledger.store
    tells = store.tells.about(store.tells.places())
    return [dumps(one) for one in (*incidents(ledger), *store.entries.all(), *tells)]


def shelling(ledger):
    return next(one for one in incidents(ledger) if one.type is ClaimType.SHELLING)


class TestAdding:
    def test_two_reports_of_one_happening_give_one_incident(self, ledger, world):
        added = ledger.add_many(world)
        assert (added.new, added.changed, added.same) == (4, 0, 0)
        found = incidents(ledger)
        assert len(found) == 4
        one = shelling(ledger)
        assert one.reports == ("r1", "r2")
        assert [(c.low, c.high) for c in one.casualties if not c.group] == [(5, 9)]

    def test_what_is_there_already_changes_nothing(self, ledger, world):
        ledger.add_many(world)
        before = picture(ledger)
        added = ledger.add_many(world)
        assert (added.new, added.changed, added.same) == (0, 0, 4)
        assert picture(ledger) == before

    def test_reports_can_come_in_any_order(self, ledger, world):
        for report, coding in reversed(world):
            ledger.add(report, coding)
        one_by_one = picture(ledger)
        ledger.rebuild()
        assert sorted(picture(ledger)) == sorted(one_by_one)

    def test_progress_is_told(self, ledger, world):
        told = []
        ledger.add_many(world, progress=told.append)
        assert told == [4]

    def test_a_changed_text_becomes_a_version(self, ledger, world, writer):
        ledger.add_many(world)
        changed = writer("r2", outlet="الجزيرة").tell("shelling", "سراقب", killed=5).coded
        assert ledger.add(*changed).changed == 1
        assert ledger.store.reports.versions("r2") == (world[1][0],)
        assert ledger.store.reports.get(["r2"])["r2"] == changed[0]
        assert [(c.low, c.high) for c in shelling(ledger).casualties if not c.group] == [(5, 5)]

    def test_the_coder_is_kept(self, ledger, world):
        ledger.add(*world[0], "rules 0.1.0")
        assert ledger.store.codings.coders(["r1"]) == {"r1": "rules 0.1.0"}
        assert ledger.store.codings.get(["r1"])["r1"] == world[0][1]

    def test_a_coding_of_another_report_is_refused(self, ledger, world):
        with pytest.raises(MarsadError, match="none of the report 'r1'"):
            ledger.add(world[0][0], world[1][1])

    @pytest.mark.parametrize("day", ["2016-06-00", "20160612", "June"])
    def test_a_report_of_no_day_is_refused(self, ledger, day):
        with pytest.raises(MarsadError, match="is no date"):
            ledger.add(Report("x", "", "نص", day), Coding("x"))

    def test_a_fault_leaves_the_ledger_as_it_was(self, ledger, world):
        ledger.add_many(world[:2])
        before = picture(ledger)
        with pytest.raises(MarsadError):
            ledger.add_many([world[2], (world[3][0], world[0][1])])
        assert picture(ledger) == before
        assert list(ledger.store.reports.ids()) == ["r1", "r2"]


class TestRemoving:
    def test_an_incident_goes_with_its_last_report(self, ledger, world):
        ledger.add_many(world)
        assert ledger.remove(["r4", "none"]) == 1
        assert ClaimType.ARREST not in {one.type for one in incidents(ledger)}

    def test_what_is_left_is_what_was_never_added(self, ledger, world):
        ledger.add_many(world[:1])
        before = picture(ledger)
        ledger.add_many(world[1:])
        ledger.remove(["r2", "r3", "r4"])
        assert picture(ledger) == before
        assert ledger.store.tells.places() == ()


class TestTexts:
    def test_a_reprint_is_no_second_origin(self, ledger, writer):
        """The same words in two outlets are one telling, and two again once the texts differ."""
        told = writer("a", outlet="الجزيرة")
        for place in ("سراقب", "خان شيخون", "بنش", "تفتناز"):
            told.tell("shelling", place, killed=5)
        report, coding = told.coded
        reprint = replace(report, id="b", outlet="عنب بلدي")
        ledger.add_many([(report, coding), (reprint, replace(coding, id="b"))])
        assert all(len(one.certainty.origins) == 1 for one in incidents(ledger))
        assert all(len(one.reports) == 2 for one in incidents(ledger))
        ledger.remove(["a"])
        assert all(one.certainty.origins != () for one in incidents(ledger))


class TestRegisters:
    def test_unknown_names_are_listed_as_they_are_spelt(self, ledger, world):
        ledger.add_many(world)
        assert "لواء المثال المجهول" in ledger.store.entries.met("x-").values()
        ledger.remove(["r4"])
        assert ledger.store.entries.met("x-") == {}


class TestControl:
    def test_tells_are_kept_by_place(self, ledger, world, registers):
        ledger.add_many(world)
        place = registers.gazetteer.find("تدمر")[0].id
        tells = ledger.store.tells.about([place])
        assert {tell.report for tell in tells} == {"r3"}
        taken = next(tell for tell in tells if tell.claim)
        assert taken.claim in ledger.store.entries.get([taken.claim])


class TestFinding:
    @pytest.fixture
    def full(self, ledger, world):
        ledger.add_many(world)
        return ledger

    def test_by_type_and_limit(self, full):
        assert [one.type for one in full.store.incidents.find(Query(types=(ClaimType.ARREST,)))] == ["arrest"]
        assert len(list(full.store.incidents.find(Query(limit=2)))) == 2

    @pytest.mark.parametrize(
        ("first", "last", "count"),
        [("2016-06-12", None, 4), ("2016-06-13", None, 0), (None, "2016-06-12", 4), (None, "2016-06-11", 0)],
    )
    def test_by_day(self, full, first, last, count):
        assert len(list(full.store.incidents.find(Query(first, last)))) == count

    def test_by_place_governorate_and_country(self, full, registers):
        saraqib = registers.gazetteer.find("سراقب")[0].id
        assert len(list(full.store.incidents.find(Query(places=(saraqib,))))) == 2
        assert len(list(full.store.incidents.find(Query(places=("SY-ID",))))) == 3
        assert len(list(full.store.incidents.find(Query(places=("SY",))))) == 4

    def test_by_grade(self, full):
        weak = list(full.store.incidents.find(Query(grade=Grade.WEAK)))
        assert {one.certainty.grade for one in weak} == {Grade.WEAK}

    def test_by_id_and_claim(self, full):
        one = shelling(full)
        assert full.store.incidents.get([one.id, "none"]) == {one.id: one}
        assert full.store.incidents.of_claims(one.claims) == dict.fromkeys(one.claims, one.id)


class TestJudging:
    @pytest.fixture
    def full(self, ledger, world):
        ledger.add_many(world)
        return ledger

    def test_a_split_parts_and_its_undo_joins_again(self, full, desk, judge):
        one, before = shelling(full), picture(full)
        said = judge(desk.split(one.claims[1:]))
        assert sorted(len(i.claims) for i in incidents(full) if i.type is ClaimType.SHELLING) == [1, 1]
        undo = judge(Undo(said.id))
        assert picture(full) == before
        judge(Undo(undo.id))
        assert sorted(len(i.claims) for i in incidents(full) if i.type is ClaimType.SHELLING) == [1, 1]

    def test_a_merge_joins_what_the_machine_would_not(self, full, desk, judge):
        arrest = next(i for i in incidents(full) if i.type is ClaimType.ARREST)
        judge(desk.merge([shelling(full).id, arrest.id]))
        assert len(shelling(full).claims) == 3
        assert len(incidents(full)) == 3

    def test_merges_and_splits_hold_through_recoding_and_relinking(self, full, desk, judge, world):
        one = shelling(full)
        judge(desk.split(one.claims[1:]))
        report, coding = world[1]
        claim = coding.claims[0]
        longer = replace(
            claim.trigger, end=claim.trigger.end + 1, text=report.text[claim.trigger.start : claim.trigger.end + 1]
        )
        full.recode([replace(coding, claims=(replace(claim, trigger=longer),))], "other 2")
        full.rebuild()
        assert sorted(len(i.claims) for i in incidents(full) if i.type is ClaimType.SHELLING) == [1, 1]
        assert full.orphans() == ()

    def test_a_correction_is_in_the_incident_and_in_its_links(self, full, desk, judge):
        one = shelling(full)
        judge(desk.correct(one.claims[1], Field.TYPE, ClaimType.ARREST))
        found = next(i for i in incidents(full) if one.claims[1] in i.claims)
        assert found.type is ClaimType.ARREST
        assert full.store.entries.get([one.claims[1]])[one.claims[1]].claim.type is ClaimType.ARREST

    def test_a_rejected_claim_is_in_no_incident(self, full, desk, judge):
        one = shelling(full)
        said = judge(desk.reject(one.claims[1]))
        assert shelling(full).claims == one.claims[:1]
        judge(Undo(said.id))
        assert shelling(full) == one

    def test_a_confirmed_claim_outlives_a_coder_that_misses_it(self, full, desk, judge):
        one = shelling(full)
        judge(desk.confirm(one.claims[1]))
        full.recode([Coding("r2")])
        assert shelling(full).claims == one.claims
        assert full.orphans() == ()

    def test_merged_actors_are_one_in_claims_and_control(self, full, judge, registers):
        isis = registers.actors.resolve("تنظيم داعش", "SY")
        brigade = next(iter(full.store.entries.met("x-")))
        said = judge(MergeActors(isis, (brigade,)))
        assert full.store.entries.naming([brigade]) == frozenset()
        assert full.store.entries.naming([isis]) == {"r3", "r4"}
        judge(MergeActors("rebels", (isis,)))
        assert full.store.tells.naming([isis]) == frozenset()
        assert full.store.tells.naming(["rebels"]) == {"r3"}
        judge(Undo(said.id))
        assert full.store.entries.naming(["rebels"]) == {"r3"}
        assert full.store.entries.naming([brigade]) == {"r4"}

    def test_merged_sources_are_one_origin(self, full, judge):
        one = shelling(full)
        outlet, observatory = (full.store.entries.get([claim])[claim].origin for claim in one.claims)
        assert len(one.certainty.origins) == 2
        judge(MergeSources(outlet, (observatory,)))
        assert shelling(full).certainty.origins == (outlet,)

    def test_history_by_claim_incident_and_actor(self, full, desk, judge):
        one = shelling(full)
        first = judge(desk.confirm(one.claims[0]))
        second = judge(desk.correct(one.claims[1], Field.FACTUALITY, Factuality.ALLEGED))
        third = judge(Undo(second.id))
        assert full.history(one.claims[1]) == (second, third)
        assert full.history(one.id) == (first, second, third)
        merged = judge(MergeActors("a", ("b",)))
        assert full.history("actor:b") == (merged,)

    def test_a_judgement_on_what_another_judged_since_is_a_conflict(self, full, desk, judge):
        act = desk.reject(shelling(full).claims[1])
        seen = full.version(act)
        judge(desk.correct(shelling(full).claims[1], Field.FACTUALITY, Factuality.ALLEGED), "Basma")
        with pytest.raises(ConflictError, match="Basma corrected the field factuality at 2026") as conflict:
            judge(act, expected=seen)
        assert [one.who for one in conflict.value.others] == ["Basma"]
        judge(act, expected=full.version(act))

    def test_undoing_needs_something_to_undo(self, full, desk, judge):
        with pytest.raises(JudgementError, match="there is no judgement 7"):
            judge(Undo(7))
        said = judge(desk.reject(shelling(full).claims[1]))
        judge(Undo(said.id), "Basma")
        with pytest.raises(JudgementError, match="was taken back by Basma"):
            judge(Undo(said.id))

    def test_what_is_not_there_cannot_be_judged(self, full, desk, judge):
        act = desk.reject(shelling(full).claims[1])
        judge(act)
        for attempt in (
            lambda: judge(act),
            lambda: desk.confirm("none"),
            lambda: desk.merge(["none"]),
            lambda: desk.split(["none"]),
        ):
            with pytest.raises(JudgementError, match="there is no"):
                attempt()

    def test_a_split_is_of_one_incident_and_leaves_something(self, full, desk, judge):
        one, other = shelling(full), next(i for i in incidents(full) if i.type is ClaimType.ARREST)
        with pytest.raises(JudgementError, match="several incidents"):
            desk.split([one.claims[0], other.claims[0]])
        with pytest.raises(JudgementError, match="both sides"):
            judge(desk.split(one.claims))

    def test_judgements_of_a_removed_report_are_orphans_until_it_comes_back(self, full, desk, judge, world):
        one = shelling(full)
        said = judge(desk.confirm(one.claims[1]))
        full.remove(["r2"])
        assert full.orphans() == (said,)
        full.add(*world[1])
        assert full.orphans() == ()
        assert full.store.entries.get([one.claims[1]])[one.claims[1]].claim.notes == (f"judgement:{said.id}",)


def test_another_process_sees_what_was_kept(ledger, world, url, registers):
    from marsad.web.ledger.store import open_store

    ledger.add_many(world)
    again = Ledger(open_store(url, migrate=False), registers)
    assert picture(again) == picture(ledger)


def test_recoding_what_is_not_there_is_refused(ledger):
    with pytest.raises(MarsadError, match="no report 'r1'"):
        ledger.recode([Coding("r1")])
