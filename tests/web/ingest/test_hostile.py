"""Pages and archives of any form: an article of bounded length without markup, or none; never a fault of ours."""

import json
import zipfile

import nh3
import pytest

from marsad.web.database import data_folder
from marsad.web.fetching import Fetched
from marsad.web.ingest import adding, articles, importing
from marsad.web.ingest.articles import EmptyError
from marsad.web.ingest.models import Feed, Item, State
from marsad.web.reports.bringing import LETTERS

from .conftest import page, story

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MARKUP = (
    "<img src=x onerror=alert(1)><img srcset='javascript:alert(1) 1x'><iframe srcdoc='<script>alert(1)</script>'>"
    "</iframe><svg><script>alert(1)</script></svg><math><mtext><table><mglyph><style><!--</style>"
    "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>"
)
PAGES = {
    "nested": ("<div>" * 50_000 + story(1)).encode(),
    "one line": page(story(1)).encode() + b"x" * 10_000_000,
    "one word": page("ا" * 1_000_000).encode(),
    "controls": page(story(1) + "".join(map(chr, range(1, 32)))).encode(),
    "surrogates": page(story(1)).encode() + b"\xed\xa0\x80",
    "nul": page(story(1)).encode().replace("بلدة".encode(), b"\0"),
    "markup": page(story(1), extra=MARKUP).encode(),
    "turned": page(BIDI + story(1)).encode(),
    "nothing": b"",
    "no page": bytes(range(256)) * 100,
}


@pytest.mark.parametrize("raw", PAGES.values(), ids=PAGES)
def test_a_page_of_any_form(raw):
    item = Item(feed=Feed(), address="https://news.example.org/1")
    try:
        found = articles.read(item, Fetched(item.address, 200, {"content-type": "text/html; charset=utf-8"}, raw))
    except EmptyError:
        return
    assert len(found.text) <= LETTERS
    assert not set(found.text) & set(BIDI + "\0\x01\x1f")
    assert not nh3.is_html(found.text)
    assert "alert" not in found.text


@pytest.mark.parametrize(
    "text",
    [
        "ا" * 1_000_000,
        story(1) + "\ud800\0\x01" + BIDI,
        story(1) + MARKUP,
        story(1) * 2_000,
        "<div>" * 50_000 + story(1),
    ],
    ids=["one word", "characters", "markup", "long", "nested"],
)
@pytest.mark.no_cover
def test_an_archive_of_any_text(ledger, tmp_path, text):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "1", "text": text}) + "\n")
    importing.read(adding.put_archive(path).pk)
    item = Item.objects.get()
    if item.state == State.CODED:
        kept = ledger.store.reports.get([item.report])[item.report].text
        assert len(kept) <= LETTERS
        assert not set(kept) & set(BIDI + "\0\x01")
        assert not nh3.is_html(kept)
        assert "alert" not in kept


def test_a_name_in_an_archive_is_no_name_of_a_file(ledger, tmp_path):
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    names = ["../../out.jsonl", "a/../../../out.jsonl", f"{tmp_path}/out.jsonl", "C:\\out.jsonl", "..\\out.jsonl"]
    with zipfile.ZipFile(path, "w") as packed:
        for number, name in enumerate(names):
            packed.writestr(name, json.dumps({"id": str(number), "text": story(number)}))
    importing.read(adding.put_archive(path).pk)
    assert Item.objects.exists()
    assert not [file for folder in (tmp_path.parent, data_folder()) for file in folder.rglob("*out.jsonl*")]
