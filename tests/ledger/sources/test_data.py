"""The shipped data: every entry's examples, and that ids and sides are those of the other registers."""

import json
from dataclasses import fields
from itertools import chain

import pytest

from marsad.ledger.actors.sides import sides
from marsad.ledger.sources import SourceRegister
from marsad.ledger.sources.tables import Body, Known, Sort, load, shipped
from marsad.ledger.sources.words import split
from marsad.model import MarsadError
from marsad.model.source import SourceKind

TABLES = shipped()
ROWS = list(chain(TABLES.known.values(), TABLES.bodies.values(), TABLES.sorts.values()))


def examples(field):
    return [pytest.param(row, text, id=f"{row.id}: {text}") for row in ROWS for text in getattr(row, field, ())]


def resolved(register, text):
    name, _, country = text.partition(" @")
    return register.resolve(name, country or None)


@pytest.mark.parametrize(("row", "text"), examples("matches"))
def test_matches(register, row, text):
    assert resolved(register, text) == row.id


@pytest.mark.parametrize(("row", "text"), examples("rejects"))
def test_rejects(register, row, text):
    assert resolved(register, text) != row.id


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_entry_gives_an_example(row):
    assert row.matches or not row.ar


@pytest.mark.parametrize("row", TABLES.known.values(), ids=lambda row: row.id)
def test_every_name_of_a_source_resolves_to_it_alone(register, row):
    assert {register.resolve(name) for name in (*row.ar, *row.en, *row.people)} <= {row.id}


@pytest.mark.parametrize("row", [k for k in TABLES.known.values() if k.local], ids=lambda row: row.id)
def test_local_names_need_a_country(row):
    assert row.countries


def test_sides_are_those_of_the_actors():
    known, countries = TABLES.known.values(), TABLES.countries.values()
    used = {row.side for row in (*known, *countries)}
    used |= {
        side for turns in (*(row.source.later for row in known), *(row.turns for row in countries)) for _, side in turns
    }
    assert used - {None} <= set(sides())


def test_flags_are_known():
    assert {flag for sort in TABLES.sorts.values() for flag in sort.flags} <= {
        "open",
        "sided",
        "country",
        "named",
        "voice",
        "vague",
    }


def test_ids_can_be_told_from_derived_ones():
    codes = {code.lower() for code in TABLES.countries}
    for body in (*TABLES.bodies, *TABLES.sorts):
        assert body.partition("-")[0] not in codes
    assert not any(c in row.id for row in ROWS for c in "/:~")


@pytest.mark.parametrize("kind", [k for k in SourceKind if k is not SourceKind.WITNESS and k is not SourceKind.UNKNOWN])
def test_every_kind_is_registered(kind):
    assert any(row.kind is kind for row in TABLES.known.values())


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "register").mkdir()
    for name in ("countries", "bodies", "sorts"):
        (tmp_path / f"{name}.toml").write_text("", encoding="utf-8")
    words = {name: ["كلمة"] for name in ("medium", "reporter", "own", "glued", "plurals", "links", "within", "places")}
    (tmp_path / "words.toml").write_text("\n".join(f"{k} = {json.dumps(v)}" for k, v in words.items()), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[source]]\nid = 'x'\nkind = 'agency'\ncolour = 'red'", "unknown field 'colour'"),
        ("[[source]]\nid = 'x'\nkind = 'rumour'", "can be one of party"),
        ("[[source]]\nid = 'x'\nkind = 'agency'\nar = 'اسم'", "must be a list of phrases"),
        ("[[source]]\nid = 'x'\nkind = 'agency'\nanonymous = 'yes'", "must be true or false"),
        ("[[source]]\nid = 3\nkind = 'agency'", "must be text"),
        ("[[source]]\nid = 'x'", "give the fields that are missing"),
        ("[[source]]\nid = 'x'\nkind = 'agency'\n" * 2, "two entries 'x'"),
        ("[[source", "not readable as TOML"),
    ],
)
def test_faults_are_named(folder, text, message):
    (folder / "register" / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(MarsadError, match=message):
        load(folder)


def test_an_own_folder_makes_a_register(folder):
    (folder / "register" / "own.toml").write_text(
        "[[source]]\nid = 'x'\nkind = 'monitor'\nar = ['مرصد المثال']", "utf-8"
    )
    assert SourceRegister(load(folder)).resolve("مرصد المثال") == "x"


def test_fields_of_the_guide_are_those_of_the_code():
    guide = (load.__globals__["DATA"] / "README.md").read_text(encoding="utf-8")
    assert [f.name for f in fields(Known) if f"`{f.name}`" not in guide] == []


def test_names_are_not_empty_when_folded():
    names = [name for row in ROWS for name in (row.ar if isinstance(row, Known | Body | Sort) else ())]
    assert all(split(name) for name in names)
