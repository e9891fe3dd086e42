import gzip
import io
import json
import os

import pytest

from marsad.exchange import Defaults, InputError, Meter, read_reports, reading
from marsad.exchange.reading import size_of
from marsad.model import Report

TEXT = "قصفت المدفعية أطراف البلدة صباح اليوم وأصيب ثلاثة من سكانها، بحسب مصدر محلي."


def read(*paths, stdin=None, **defaults):
    return list(read_reports([str(path) for path in paths], Defaults(**defaults), stdin))


def told(items):
    return [str(item) for item in items if isinstance(item, InputError)]


def ids(items):
    return [item.id for item in items if isinstance(item, Report)]


def line(name, **more):
    return json.dumps({"id": name, "text": TEXT, **more}, ensure_ascii=False)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(line("a1") + "\n\n" + line("a2") + "\n", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "notes.doc").write_text("x", encoding="utf-8")
    return tmp_path


def test_a_folder_in_the_order_of_its_names(folder):
    assert ids(read(folder)) == ["a1", "a2", (folder / "b" / "one.txt").as_posix()]


def test_a_text_takes_what_the_user_says(folder):
    path = folder / "b" / "one.txt"
    (report,) = read(path, published="2020-01-02", outlet="أ", title="ع")
    assert report == Report(path.as_posix(), "ع", TEXT, "2020-01-02", "أ")


def test_json_outranks_what_the_user_says(tmp_path):
    (tmp_path / "a.json").write_text(line("a", published="2016-01-01T08:00", outlet="ب"), encoding="utf-8")
    (report,) = read(tmp_path / "a.json", published="2020-01-02", outlet="أ")
    assert (report.published, report.outlet) == ("2016-01-01", "ب")


def test_a_list_and_its_faults(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"id": "a", "text": TEXT}, 5]), encoding="utf-8")
    items = read(path)
    assert ids(items) == ["a"]
    assert "(report 2 of 2): holds a number" in told(items)[0]


def test_a_broken_line_is_named_and_the_others_are_read(tmp_path):
    lines = [line(str(number)) for number in range(1, 10)]
    lines[6] = lines[6][:-4]
    for name in ("a.jsonl", "a.json", "unknown"):
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        items = read(path)
        assert ids(items) == list("12345689"), name
        assert told(items)[0].startswith(f"{path.as_posix()}:7: broken JSON")


def test_json_over_several_lines_under_an_unknown_name(tmp_path):
    path = tmp_path / "report"
    path.write_text(json.dumps({"id": "a", "text": TEXT}, indent=1), encoding="utf-8")
    assert ids(read(path)) == ["a"]


def test_a_broken_json_file_that_is_no_jsonl(tmp_path):
    (tmp_path / "a.json").write_text('{\n"id":\n}', encoding="utf-8")
    assert "a.json:3: broken JSON" in told(read(tmp_path / "a.json"))[0]


def test_gzip(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress((line("a") + "\n").encode()))
    assert ids(read(path)) == ["a"]
    path.write_bytes(path.read_bytes()[:-12])
    assert "cannot be read" in told(read(path))[-1]
    path.write_bytes(b"no gzip")
    assert "cannot be read" in told(read(path))[0]


def test_standard_input():
    assert ids(read("-", stdin=io.BytesIO(TEXT.encode()))) == ["stdin"]
    assert ids(read("-", stdin=io.BytesIO((line("a") + "\n" + line("b")).encode()))) == ["a", "b"]
    assert ids(read("-", stdin=io.BytesIO(json.dumps([{"id": "a", "text": TEXT}]).encode()))) == ["a"]
    assert "is empty" in told(read("-", stdin=io.BytesIO(b"")))[0]


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n ", "is empty"),
        ("a.json", b"[]", "is an empty list"),
        ("a.jsonl", b"\n\n", "is empty"),
        ("a.jsonl", b'{"id": "a", "text": " "}', "has no text"),
        ("a.html", b"<html><body></body></html>", "holds no article"),
        ("a.txt", TEXT.encode("windows-1256"), "looks like windows-1256"),
        ("a.jsonl", b"\xc7\xe1\xce\xc8\xd1 \xc7\xe1\xe3\xcd\xe1\xed", "looks like windows-1256"),
    ],
)
def test_faulty_files(tmp_path, name, content, fault):
    (tmp_path / name).write_bytes(content)
    assert fault in told(read(tmp_path / name))[0]


def test_what_is_not_there(tmp_path):
    assert "no such file or folder" in told(read(tmp_path / "none"))[0]
    assert "holds no report" in told(read(tmp_path))[0]
    assert size_of([str(tmp_path / "none"), "-"]) == 0


def test_what_may_not_be_read(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(reading, "expand", refuse)
    assert "Permission denied" in told(read(tmp_path))[0]


def test_too_long_a_report(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "REPORT_LIMIT", 1000)
    long = "\n".join([line("a", text=TEXT * 30), line("b")])
    (tmp_path / "a.jsonl").write_text(long, encoding="utf-8")
    items = read(tmp_path / "a.jsonl")
    assert ids(items) == ["b"]
    assert "a.jsonl:1: is too long for one report" in told(items)[0]
    (tmp_path / "a.txt").write_text(TEXT * 30, encoding="utf-8")
    assert "is too long" in told(read(tmp_path / "a.txt"))[0]
    (tmp_path / "a.json").write_text(line("a", text=TEXT * 30), encoding="utf-8")
    assert "is too long" in told(read(tmp_path / "a.json"))[0]


def test_coded_in_spite_of_a_fault(tmp_path):
    english = "The convoy entered the town in the afternoon under police protection."
    lines = [line("a", published="yesterday"), line("a"), line("b", text=english)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    items = read(tmp_path / "a.jsonl")
    assert ids(items) == ["a", "a", "b"]
    assert [item.warning for item in items if isinstance(item, InputError)] == [True, True, False]
    assert [item.published for item in items if isinstance(item, Report)] == [None, None, None]


def test_a_page(tmp_path):
    paragraphs = "".join(f"<p>{number}: {TEXT} {TEXT}</p>" for number in range(6))
    head = '<meta property="article:published_time" content="2019-03-02"><title>عنوان</title>'
    page = f'<html><head><meta charset="CHARSET">{head}</head><body><article>{paragraphs}</article></body></html>'
    for charset in ("utf-8", "windows-1256"):
        path = tmp_path / f"{charset}.html"
        path.write_bytes(page.replace("CHARSET", charset).encode(charset))
        (report,) = read(path)
        assert report.text.count(TEXT) == 12
        assert (report.title, report.published) == ("عنوان", "2019-03-02")
        (report,) = read(path, published="2020-01-01", title="غيره")
        assert (report.title, report.published) == ("غيره", "2020-01-01")
    (tmp_path / "wrong").write_bytes(page.replace("CHARSET", "no-such").encode())
    assert len(ids(read(tmp_path / "wrong"))) == 1


def test_a_page_the_parser_fails_on(tmp_path, monkeypatch):
    import trafilatura

    def fail(*args, **kwargs):
        raise ValueError("bad page")

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    (tmp_path / "a.html").write_text("<p>x</p>", encoding="utf-8")
    assert "cannot be read as HTML (bad page)" in told(read(tmp_path / "a.html"))[0]


def test_the_meter_reaches_its_end(folder):
    meter = Meter(size_of([str(folder)]))
    list(read_reports([str(folder)], Defaults(), None, meter))
    assert meter.done == meter.total > 0


def test_a_pipe(tmp_path):
    reader, writer = os.pipe()
    os.write(writer, (line("a") + "\n").encode())
    os.close(writer)
    assert ids(read(f"/dev/fd/{reader}")) == ["a"]
    os.close(reader)
