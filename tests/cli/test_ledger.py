"""The ledger commands, from reports on disk to judgements and back."""

import io
import json
import re
import sqlite3
import sys

import pytest

from marsad.cli import holding, keeping
from marsad.cli.pool import each
from marsad.model.control import Bound
from marsad.places.library import load

TEXTS = {
    "r1": ("شبكة شام", "قصفت قوات النظام مدينة سراقب أمس وقتل خمسة مدنيين."),
    "r2": ("الجزيرة", "قال المرصد إن قوات النظام قصفت مدينة سراقب أمس وقتل تسعة مدنيين."),
    "r3": ("الجزيرة", "سيطر تنظيم داعش أمس على مدينة تدمر."),
}
KILLED = {"خمسة": 5, "تسعة": 9}


def mention(text, words, place=False):
    at = text.index(words)
    told = {"text": words, "start": at, "end": at + len(words)}
    if place:
        known = load(("embedded",)).find(words)[0]
        told |= {"lat": known.lat, "lon": known.lon, "radius_km": known.radius_km, "precision": "town"}
        told |= {"place_id": known.id, "region": None}
    return told


def coded(key):
    text = TEXTS[key][1]
    kind, trigger, by, place = ("shelling", "قصفت", "قوات النظام", "مدينة سراقب")
    if key == "r3":
        kind, trigger, by, place = ("territory_gain", "سيطر", "تنظيم داعش", "مدينة تدمر")
    counts = [word for word in KILLED if word in text]
    return {
        "id": key,
        "claims": [
            {
                "type": kind,
                "trigger": mention(text, trigger),
                "initiators": [mention(text, by)],
                "places": [mention(text, place, place=True)],
                "when": {"text": "أمس", "from": "2016-06-12", "to": "2016-06-12"},
                "sources": [mention(text, "المرصد")] if "المرصد" in text else [],
                "casualties": [
                    {"kind": "killed", "civilian": True, "min": KILLED[w], "max": KILLED[w]} | mention(text, w)
                    for w in counts
                ],
            }
        ],
    }


@pytest.fixture(autouse=True)
def _folders(tmp_path, ledger_file, monkeypatch):
    monkeypatch.setenv("MARSAD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MARSAD_DATABASE", ledger_file(tmp_path / "ledger.sqlite3"))
    monkeypatch.setenv("MARSAD_WHO", "Amal")


@pytest.fixture
def files(tmp_path):
    """Reports, and their codings."""
    reports, codings = tmp_path / "reports.jsonl", tmp_path / "coded.jsonl"
    told = [
        {"id": key, "text": text, "outlet": outlet, "published": "2016-06-13"} for key, (outlet, text) in TEXTS.items()
    ]
    reports.write_text("\n".join(map(json.dumps, told)) + "\n", encoding="utf-8")
    codings.write_text("\n".join(json.dumps(coded(key)) for key in TEXTS) + "\n\n", encoding="utf-8")
    return reports, codings


@pytest.fixture
def filled(run, files):
    """A ledger of these reports."""
    reports, codings = files
    result = run("ledger", "add", reports, "--coded", codings)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def shelling(run, filled):
    """The incident that two reports tell, as JSON."""
    listed = run("ledger", "incidents", "--type", "shelling", "--json")
    return json.loads(listed.stdout)


class TestAdd:
    def test_what_came_in_is_told(self, filled):
        assert "reports new: 3, changed: 0, as they were: 0, faults: 0" in filled.stderr

    def test_the_same_again_changes_nothing(self, run, filled, files):
        again = run("ledger", "add", files[0], "--coded", files[1])
        assert "reports new: 0, changed: 0, as they were: 3" in again.stderr

    @pytest.mark.usefixtures("coder")
    def test_reports_are_coded_where_no_codings_are_given(self, run, reports):
        result = run("ledger", "add", reports)
        assert result.exit_code == 0, result.output
        assert "reports new: 3" in result.stderr

    @pytest.mark.usefixtures("coder")
    def test_a_report_that_cannot_be_coded_is_told(self, run, tmp_path):
        (tmp_path / "bad.txt").write_text("نص فيه عطل", encoding="utf-8")
        result = run("ledger", "add", tmp_path / "bad.txt")
        assert result.exit_code == 1
        assert "the coder failed" in result.stderr

    def test_a_report_without_a_coding_is_told(self, run, files):
        lines = files[1].read_text(encoding="utf-8").splitlines()
        files[1].write_text(lines[0], encoding="utf-8")
        result = run("ledger", "add", files[0], "--coded", files[1])
        assert result.exit_code == 1
        assert "report r2: has no coding in the file" in result.stderr
        assert "reports new: 1" in result.stderr

    def test_a_coding_without_end_stops(self, run, files, monkeypatch):
        monkeypatch.setattr("marsad.exchange.reading.REPORT_LIMIT", 100)
        result = run("ledger", "add", files[0], "--coded", files[1])
        assert result.exit_code == 1
        assert "is too long for one coding" in result.stderr

    def test_a_broken_coding_stops(self, run, files):
        files[1].write_text("{", encoding="utf-8")
        result = run("ledger", "add", files[0], "--coded", files[1])
        assert result.exit_code == 1
        assert "coded.jsonl:1: broken JSON" in result.stderr

    def test_missing_reports_are_told(self, run, tmp_path, files):
        result = run("ledger", "add", tmp_path / "none.jsonl", files[0], "--coded", files[1])
        assert result.exit_code == 1
        assert "none.jsonl" in result.stderr
        assert "reports new: 3" in result.stderr


def test_several_processes_code_as_one_does(files):
    """Spawned workers know no test's coder: this one is the real one."""
    from marsad.exchange import Defaults, read_reports

    def coded(jobs):
        return list(each(keeping._one, read_reports([str(files[0])], Defaults()), jobs))

    one, two = coded(1), coded(2)
    assert one == two
    assert [report.id for report, _ in two] == list(TEXTS)


class TestIncidents:
    def test_a_line_each(self, run, filled):
        result = run("ledger", "incidents")
        assert "incidents: 2" in result.stderr
        assert "9 (5-9)" in result.stdout
        assert "claims 2, reports 2" in result.stdout

    @pytest.mark.parametrize(
        ("options", "count"),
        [
            (("--place", "سراقب"), 1),
            (("--place", "SY"), 2),
            (("--from", "2016-06-13"), 0),
            (("--to", "2016-06-12", "--limit", "1"), 1),
            (("--type", "shelling", "--type", "territory_gain"), 2),
            (("--grade", "confirmed"), 0),
        ],
    )
    def test_filters(self, run, filled, options, count):
        assert f"incidents: {count}" in run("ledger", "incidents", *options).stderr

    @pytest.mark.parametrize(
        ("options", "fault"),
        [
            (("--type", "war"), "'war' is none of armed_clash"),
            (("--grade", "sure"), "'sure' is none of confirmed"),
            (("--place", "لا وجود لها"), "no place is called"),
        ],
    )
    def test_filters_that_mean_nothing(self, run, filled, options, fault):
        result = run("ledger", "incidents", *options)
        assert result.exit_code == 1
        assert fault in result.stderr

    def test_without_a_ledger(self, run, tmp_path):
        result = run("ledger", "incidents", "--database", f"sqlite:///{tmp_path / 'none.sqlite3'}")
        assert result.exit_code == 1
        assert "there is no ledger at sqlite" in result.stderr


class TestShow:
    def test_the_whole_incident(self, run, shelling):
        page = run("ledger", "show", shelling["id"]).stdout
        for part in ("claim " + shelling["claims"][1], "قوات النظام", "link ", "place ", "killed all", "certainty"):
            assert part in page

    def test_by_one_of_its_claims_as_json(self, run, shelling):
        told = json.loads(run("ledger", "show", shelling["claims"][1], "--json").stdout)
        assert told["incident"] == shelling
        assert [one["id"] for one in told["claims"]] == shelling["claims"]
        assert told["links"][0]["grounds"]

    def test_what_is_not_there(self, run, filled):
        result = run("ledger", "show", "none")
        assert result.exit_code == 1
        assert "there is no incident or claim none" in result.stderr


class TestControl:
    def test_over_all_time(self, run, filled):
        result = run("ledger", "control", "تدمر")
        assert result.exit_code == 0
        assert "2016-06-12" in result.stdout

    def test_on_a_day(self, run, filled):
        assert "seen" in run("ledger", "control", "تدمر", "--on", "2016-06-12").stdout

    def test_between_two_days_in_what_holds_it(self, run, filled):
        assert "تدمر" in run("ledger", "control", "SY", "--between", "2016-06-01", "2016-06-30").stdout

    @pytest.mark.parametrize(
        ("bound", "words"),
        [
            (None, "?"),
            (Bound(None, "2016-06-12"), "by 2016-06-12"),
            (Bound("2016-06-12", "2016-06-12"), "2016-06-12"),
            (Bound("2016-06-10", "2016-06-12"), "2016-06-10 to 2016-06-12"),
        ],
    )
    def test_how_sure_a_day_is(self, bound, words):
        assert holding._when(bound) == words

    def test_nothing_is_told(self, run, filled):
        result = run("ledger", "control", "سراقب")
        assert result.exit_code == 1
        assert "no report tells who held سراقب" in result.stderr

    def test_one_question_at_a_time(self, run, filled):
        both = ("--on", "2016-06-12", "--between", "2016-06-01", "2016-06-30")
        assert run("ledger", "control", "تدمر", *both).exit_code == 2
        assert run("ledger", "control", "تدمر", "--between", "June", "July").exit_code == 2


class TestJudge:
    def recorded(self, result):
        assert result.exit_code == 0, result.output
        return re.search(r"judgement (\d+)", result.stderr)[1]

    def test_reject_undo_and_history(self, run, shelling):
        claim = shelling["claims"][1]
        number = self.recorded(run("ledger", "judge", "reject", claim, "--why", "a drill"))
        assert "claims 1" in run("ledger", "incidents", "--type", "shelling").stdout
        self.recorded(run("ledger", "judge", "undo", number, "--who", "Basma"))
        told = run("ledger", "history", claim)
        assert "a drill" in told.stdout
        assert "taken back" in told.stdout
        assert "judgements: 2" in told.stderr

    def test_a_later_judgement_stops_who_did_not_know_it(self, run, shelling):
        claim = shelling["claims"][1]
        self.recorded(run("ledger", "judge", "confirm", claim))
        result = run("ledger", "judge", "reject", claim, "--expected", "0")
        assert result.exit_code == 1
        assert "Amal confirmed the claim at" in result.stderr

    def test_split_and_merge(self, run, shelling):
        self.recorded(run("ledger", "judge", "split", shelling["claims"][1]))
        assert "incidents: 2" in run("ledger", "incidents", "--type", "shelling").stderr
        self.recorded(run("ledger", "judge", "merge", *shelling["claims"]))
        assert "incidents: 1" in run("ledger", "incidents", "--type", "shelling").stderr

    @pytest.mark.parametrize(
        ("field", "values", "part"),
        [
            ("type", ["air_strike"], "air_strike, stated"),
            ("factuality", ["alleged"], "shelling, alleged"),
            ("trigger", ["4:8"], "at 4"),
            ("initiators", ["المرصد"], "initiators\t⁨المرصد⁩"),
            ("targets", [], "judgement:1:targets"),
            ("places", ["المرصد@SY-ID"], "places\t⁨المرصد⁩"),
            ("places", ["سراقب"], "places\t⁨سراقب⁩"),
            ("when", ["2016-06-10:2016-06-11"], "2016-06-10 to 2016-06-11"),
            ("when", [], "judgement:1:when"),
            ("casualties", ["killed:3-9:مدنيين", "injured:11+", "missing:-4"], "killed 3–9"),
        ],
    )
    def test_correct(self, run, shelling, field, values, part):
        self.recorded(run("ledger", "judge", "correct", shelling["claims"][1], field, "--", *values))
        assert part in run("ledger", "show", shelling["claims"][1]).stdout

    @pytest.mark.parametrize(
        ("field", "values", "fault"),
        [
            ("colour", ["red"], "is no field"),
            ("type", ["war"], "none of armed_clash"),
            ("type", [], "holds one value"),
            ("initiators", ["لا وجود"], "does not stand in the report r2"),
            ("initiators", ["90:95"], "not what stands at 90"),
            ("places", ["سراقب@none"], "no place has the id"),
            ("when", ["June"], "is no day"),
            ("casualties", ["five"], "is no count"),
        ],
    )
    def test_values_that_cannot_be(self, run, shelling, field, values, fault):
        result = run("ledger", "judge", "correct", shelling["claims"][1], field, *values)
        assert result.exit_code == 1
        assert fault in result.stderr

    def test_merged_actors_and_sources(self, run, shelling):
        actor = shelling["initiators"][0]["value"]
        self.recorded(run("ledger", "judge", "merge-actors", "rebels", actor))
        self.recorded(run("ledger", "judge", "merge-sources", "sana", "reuters"))
        assert '"value": "rebels"' in run("ledger", "show", shelling["id"], "--json").stdout
        result = run("ledger", "judge", "merge-actors", "rebels", "no such actor")
        assert result.exit_code == 1


class TestOrder:
    def test_a_sound_ledger_has_no_findings(self, run, filled):
        result = run("ledger", "check")
        assert result.exit_code == 0
        assert "findings: 0" in result.stderr

    def test_findings_are_printed(self, run, shelling, files, tmp_path):
        run("ledger", "judge", "reject", shelling["claims"][1])
        empty = tmp_path / "other.jsonl"
        empty.write_text("\n".join(json.dumps({"id": key, "claims": []}) for key in TEXTS), encoding="utf-8")
        run("ledger", "add", files[0], "--coded", empty)
        result = run("ledger", "check")
        assert result.exit_code == 1
        assert "judgement 1 finds nothing to hold to" in result.stdout

    def test_a_changed_database_is_found(self, run, filled, tmp_path):
        with sqlite3.connect(tmp_path / "ledger.sqlite3") as raw:
            raw.execute("UPDATE ledger_report SET title = 'x' WHERE key = 'r1'")
        raw.close()
        result = run("ledger", "check")
        assert result.exit_code == 1
        assert "report r1: was changed from outside" in result.stdout

    def test_a_bar_on_a_terminal(self, monkeypatch):
        class Terminal(io.StringIO):
            def isatty(self):
                return True

        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        with keeping.counting("rebuilding", 4) as step:
            step(2)
        assert "rebuilding" in terminal.getvalue()

    def test_rebuild(self, run, shelling):
        assert "reports: 3" in run("ledger", "rebuild").stderr
        assert json.loads(run("ledger", "show", shelling["id"], "--json").stdout)["incident"] == shelling
