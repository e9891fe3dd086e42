"""Books as reading systems take them in: the container (OCF), the package, the contents and the chapters of EPUB 3.3.

The W3C's own checker is a program in Java; what it would say of files as plain as these is asked here.
"""

import io
import re
import zipfile
from datetime import UTC, datetime
from posixpath import dirname, join
from uuid import UUID
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.readers.saved import keeping, labelling
from marsad.web.readers.saved.epub import Chapter, book
from marsad.web.readers.saved.exporting import FORMATS
from marsad.web.readers.saved.keeping import Copy
from marsad.web.readers.saved.models import Article, Kind

HTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What a chapter or the contents may be made of, and what each may stand in (HTML, 4): enough for what we write.
INLINE = {"a", "mark", "bdi", "span", "time", "em", "strong"}
BLOCKS = {"h1", "h2", "p", "ul", "ol", "section", "article", "header", "footer", "aside", "nav", "blockquote", "dl"}
WITHIN = {
    "html": {"head", "body"},
    "head": {"title", "link"},
    "body": BLOCKS,
    "nav": {"h1", "ol"},
    "ol": {"li"},
    "ul": {"li"},
    "dl": {"dt", "dd"},
    **dict.fromkeys(("h1", "h2", "p", "a", "mark", "bdi", "span", "em", "strong", "dt"), INLINE),
    **dict.fromkeys(("li", "dd", "section", "article", "header", "footer", "aside", "blockquote"), INLINE | BLOCKS),
}


class Book:
    """A book, opened and checked as far as every book must be alike."""

    def __init__(self, raw):
        self.raw = raw
        self.files = zipfile.ZipFile(io.BytesIO(raw))
        assert self.files.testzip() is None
        container = ElementTree.fromstring(self.files.read("META-INF/container.xml"))
        (root,) = container.iter("{urn:oasis:names:tc:opendocument:xmlns:container}rootfile")
        assert root.get("media-type") == "application/oebps-package+xml"
        self.folder = dirname(root.get("full-path"))
        self.package = ElementTree.fromstring(self.files.read(root.get("full-path")))
        self.items = {one.get("id"): one for one in self.package.iter(f"{OPF}item")}
        self.spine = self.package.find(f"{OPF}spine")

    def document(self, identifier):
        return ElementTree.fromstring(self.files.read(join(self.folder, self.items[identifier].get("href"))))

    @property
    def order(self):
        return [one.get("idref") for one in self.spine]

    @property
    def nav(self):
        (found,) = [one for one, item in self.items.items() if item.get("properties") == "nav"]
        return self.document(found)


@pytest.fixture
def shelf(reader):
    """Two articles in Arabic, with a note, tags and a highlight, and one in English."""
    made = []
    for number, (title, text) in enumerate(
        [
            ("قصف <على> البلدة & غيرها", "سقطت قذيفتان\n* على السوق\n1. وقال شهود <b>"),
            ("هدنة في الريف", "توقف القصف صباح اليوم.\n\nوعادت العائلات."),
            ("Shelling of a town", 'Two shells fell on the "market" at dawn.'),
        ]
    ):
        article = keeping.put(reader, Kind.PAGE, f"https://news.example/{number}?a=1&b=2")
        keeping.keep(article, Copy(title, text, "وكالة"))
        made.append(article)
    labelling.set_note(made[0], "تحقق & انشر")
    labelling.set_tags(made[0], "حلب، <متابعة>")
    labelling.mark_words(made[0], made[0].versions.get(), "على السوق", "مهم & عاجل")
    return made


@pytest.fixture
def whole(mine, shelf):
    return Book(mine.get("/saved/articles.epub?view=all&sort=oldest").content)


def test_the_first_file_tells_the_format_by_its_bytes(whole):
    """Stored, first, and without an extra field: reading systems look for it at these very offsets (OCF, 4.2.6)."""
    first = whole.files.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert whole.raw[:4] == b"PK\x03\x04"
    assert whole.raw[30:58] == b"mimetypeapplication/epub+zip"
    assert not first.flag_bits & 0x1  # nothing is encrypted


def test_everything_is_in_the_manifest_once_and_nothing_else_is_there(whole):
    hrefs = [join(whole.folder, one.get("href")) for one in whole.items.values()]
    assert len(set(hrefs)) == len(hrefs)
    told = {"mimetype", "META-INF/container.xml", join(whole.folder, "package.opf")}
    assert set(hrefs) | told == set(whole.files.namelist())
    types = {one.get("href").rpartition(".")[2]: one.get("media-type") for one in whole.items.values()}
    assert types == {"xhtml": "application/xhtml+xml", "css": "text/css"}


def test_the_package_says_what_it_must(whole):
    package = whole.package
    assert package.get("version") == "3.0"
    metadata = package.find(f"{OPF}metadata")
    (identifier,) = metadata.iter(f"{DC}identifier")
    assert identifier.get("id") == package.get("unique-identifier")
    UUID(identifier.text.removeprefix("urn:uuid:"))
    assert [one.text for one in metadata.iter(f"{DC}language")] == ["ar"]
    assert [one.text for one in metadata.iter(f"{DC}title")] == ["المحفوظات"]
    (modified,) = [one.text for one in metadata.iter(f"{OPF}meta") if one.get("property") == "dcterms:modified"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", modified)


def test_pages_turn_from_right_to_left_and_chapters_read_in_their_own_direction(whole):
    assert whole.spine.get("page-progression-direction") == "rtl"
    assert whole.order == ["contents", "chapter-1", "chapter-2", "chapter-3"]
    roots = [whole.document(one) for one in whole.order]
    assert [(root.get("dir"), root.get("lang")) for root in roots] == [
        ("rtl", "ar"), ("rtl", "ar"), ("rtl", "ar"), ("ltr", "und")
    ]  # fmt: skip
    assert all(root.get("lang") == root.get(LANG) for root in roots)


def test_a_book_in_english_turns_from_left_to_right(mine, shelf):
    found = Book(mine.get(f"/en/saved/{shelf[2].pk}/article.epub").content)
    assert found.spine.get("page-progression-direction") == "ltr"
    assert found.package.get(LANG) == "en"


def test_an_arabic_book_is_one_whatever_language_its_reader_speaks(mine, shelf):
    """Reading systems take fonts, voices and some the turning of pages from the language of the book."""
    found = Book(mine.get(f"/en/saved/{shelf[0].pk}/article.epub").content)
    assert [one.text for one in found.package.iter(f"{DC}language")] == ["ar"]
    assert found.spine.get("page-progression-direction") == "rtl"
    (title,) = found.package.iter(f"{DC}title")
    assert (title.get(LANG), title.get("dir")) == ("ar", "auto")
    whole = Book(mine.get("/en/saved/articles.epub?view=all").content)
    assert [one.text for one in whole.package.iter(f"{DC}language")] == ["ar"]
    assert next(whole.package.iter(f"{DC}title")).get(LANG) == "en"  # «Saved articles»


def test_a_foreign_book_is_not_called_arabic(mine, shelf):
    found = Book(mine.get(f"/saved/{shelf[2].pk}/article.epub").content)
    assert [one.text for one in found.package.iter(f"{DC}language")] == ["und"]
    assert found.spine.get("page-progression-direction") == "ltr"


def test_a_paragraph_reads_in_its_own_direction(mine, reader):
    made = keeping.put(reader, Kind.PAGE, "https://news.example/mixed")
    lines = "BBC عربي: سقطت قذيفتان على أطراف السوق صباح اليوم دون إصابات.", "Two shells fell on the market.", "(12)"
    keeping.keep(made, Copy("Two shells (حلب).", "\n".join(lines), "BBC"))
    labelling.mark_words(made, made.versions.get(), "fell on", "a note")
    chapter = Book(mine.get(f"/saved/{made.pk}/article.epub").content).document("chapter-1")
    lines = [one for one in chapter.iter(f"{HTML}p") if not one.get("class")][:3]
    assert chapter.get("dir") == "rtl"
    assert [(one.get("dir"), one.get("lang")) for one in lines] == [(None, None), ("ltr", "und"), (None, None)]
    assert chapter.find(f".//{HTML}h1").get("dir") == "auto"
    assert chapter.find(f".//{HTML}blockquote").get("dir") == "auto"


def test_the_contents_lead_to_each_chapter_in_its_order(whole):
    (nav,) = whole.nav.iter(f"{HTML}nav")
    assert nav.get(TYPE) == "toc"
    (listed,) = nav.iter(f"{HTML}ol")
    links = [one.find(f"{HTML}a") for one in listed]
    assert [one.get("href") for one in links] == [whole.items[one].get("href") for one in whole.order[1:]]
    assert [one.text for one in links] == ["قصف <على> البلدة & غيرها", "هدنة في الريف", "Shelling of a town"]
    assert [one.get("dir") for one in listed] == ["rtl", "rtl", "ltr"]


def elements(element, parent=None):
    yield element, parent
    for child in element:
        yield from elements(child, element)


def check(document):
    """What a validator would say: elements of XHTML alone, each where it may stand; each id once; links that hold."""
    ids = [one.get("id") for one, _ in elements(document) if one.get("id")]
    assert len(set(ids)) == len(ids)
    for one, parent in elements(document):
        assert one.tag.startswith(HTML), one.tag
        name = one.tag.removeprefix(HTML)
        if parent is not None:
            assert name in WITHIN[parent.tag.removeprefix(HTML)], (parent.tag, name)
        assert not [key for key in one.attrib if key.startswith("on") or key in ("style", "align")], name
    (title,) = document.iter(f"{HTML}title")
    assert title.text.strip()
    return ids


def test_every_document_is_valid(whole):
    for one in whole.order:
        document = whole.document(one)
        ids = check(document)
        for link in document.iter(f"{HTML}a"):
            where = link.get("href")
            if where.startswith("#"):
                assert where[1:] in ids
            elif not where.startswith("https://news.example/"):
                assert join(whole.folder, where) in whole.files.namelist()
        for link in document.iter(f"{HTML}link"):
            assert join(whole.folder, link.get("href")) in whole.files.namelist()


def test_a_chapter_has_the_text_the_note_and_the_highlight(whole):
    chapter = whole.document("chapter-1")
    text = "".join(chapter.itertext())
    for words in ("سقطت قذيفتان", "* على السوق", "وقال شهود <b>", "تحقق & انشر", "مهم & عاجل"):
        assert words in text
    assert "على السوق" in [mark.text for mark in chapter.iter(f"{HTML}mark")]


def test_the_same_articles_make_a_book_with_the_same_identifier(shelf):
    def identifier(raw):
        return Book(raw).package.find(f".//{DC}identifier").text

    first, again = (FORMATS["epub"].write("كتاب", shelf[:2]) for _ in range(2))
    assert identifier(first) == identifier(again)
    assert identifier(first) != identifier(FORMATS["epub"].write("كتاب", shelf))


def test_a_book_of_nothing_is_still_one(mine, reader):
    """An article whose page could not be fetched has no text yet: the contents then lead to themselves."""
    Article.objects.create(
        owner=reader, kind=Kind.PAGE, address="https://news.example/x", title="x", saved=NOW, changed=NOW
    )
    found = Book(mine.get("/saved/articles.epub").content)
    assert found.order == ["contents"]
    check(found.nav)
    (link,) = found.nav.iter(f"{HTML}a")
    assert link.get("href") == "contents.xhtml"


NOW = datetime(2016, 3, 4, tzinfo=UTC)


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_whatever_stands_in_a_text_a_book_can_be_read(title, text):
    """Control characters, halves of pairs, signs of markup: XML allows only some of what a text may hold."""
    copy, _ = keeping.safe(Copy(title, text))
    chapter = f"<html xmlns='{HTML[1:-1]}'><head><title>x</title></head><body><p>x</p></body></html>"
    found = Book(book(copy.title or "x", [Chapter(copy.title or "x", chapter, "ar")], "ar"))
    assert [one.text or "" for one in found.nav.iter(f"{HTML}a")] == [copy.title or "x"]


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_cannot_hold_is_not_in_a_chapter(mine, reader, char):
    made = keeping.put(reader, Kind.PAGE, "https://news.example/odd")
    keeping.keep(made, Copy(f"عنوان{char}", f"سقطت{char} قذيفة على السوق"))
    found = Book(mine.get(f"/saved/{made.pk}/article.epub").content)
    check(found.document("chapter-1"))
    assert char not in "".join(found.document("chapter-1").itertext())
