import pytest

from marsad.bulk.parts import Manifest, Part, account, coded, name_of, put
from marsad.exchange.faults import InputError
from marsad.model import Claim, ClaimType, Coding, MarsadError, Mention, Report

REPORT = Report("r1", "", "قصف المدينة \ud800", "2016-06-14", "الجزيرة")
CODING = Coding("r1", (Claim(ClaimType.SHELLING, Mention("قصف", 0, 3, "rule:x")),))


def test_what_is_put_is_read_whole(folder):
    part = Part("a", "x.jsonl", "rules 1", 1, 1, 0.5, (("x:1", "broken"),), (("x:2", "no date"),))
    put(folder, part, [(REPORT, CODING)])
    assert account(folder, "a") == part
    ((report, coding),) = coded(folder, "a")
    assert (report, coding) == (REPORT, CODING)
    assert coding.claims[0].trigger.rule == "rule:x"


def test_a_part_without_its_account_is_not_there(folder):
    put(folder, Part("a", "x", "rules 1", 1, 1, 0.5), [(REPORT, CODING)])
    folder.fs.rm(folder.path("parts/a.json"))
    assert account(folder, "a") is None


def test_an_empty_part_has_no_reports(folder):
    put(folder, Part("a", "x", "rules 1", 0, 0, 0.0), [])
    assert list(coded(folder, "a")) == []


def test_names_follow_from_content_and_coder():
    other = InputError("x:1", "broken")
    names = {name_of(content, coder) for content in ([REPORT], [REPORT, other], []) for coder in ("rules 1", "rules 2")}
    assert len(names) == 6
    assert name_of([REPORT], "rules 1") == name_of([REPORT], "rules 1")


def test_the_manifest_is_read_back(folder):
    manifest = Manifest("rules 1", ("a", "b"), 2, 3, 1)
    manifest.write(folder)
    assert Manifest.read(folder) == manifest


def test_a_manifest_that_is_missing_or_broken_is_told(folder):
    with pytest.raises(MarsadError, match="holds no coded archive"):
        Manifest.read(folder)
    folder.write("manifest.json", b"{}")
    with pytest.raises(MarsadError, match="cannot be read"):
        Manifest.read(folder)
    folder.write("manifest.json", b'{"format": 9, "coder": "", "parts": [], "reports": 0, "claims": 0, "faults": 0}')
    with pytest.raises(MarsadError, match="format 9"):
        Manifest.read(folder)
