"""The app's words in Arabic: none is missing, none is empty, and all six forms of plurals are there."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from marsad.exchange import InputError
from marsad.web import reports
from marsad.web.reports.faults import worded
from marsad.web.reports.rules import FAMILIES, rule

HERE = Path(reports.__file__).parent


def catalog(app):
    raw = HERE.parent.joinpath(app, "locale/ar/LC_MESSAGES/django.po").read_bytes()
    return read_po(BytesIO(raw), locale="ar")


CATALOG, SITE = catalog("reports"), catalog("site")


def in_templates():
    for path in sorted(HERE.glob("templates/**/*.html")):
        text = path.read_text(encoding="utf-8")
        for double, single in re.findall(r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""", text):
            yield double or single
        yield from re.findall(r'_\("([^"]*)"\)', text)
        for body in re.findall(r"\{% blocktranslate[^%]*%\}(.*?)\{% endblocktranslate %\}", text, re.S):
            yield re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", body.split("{% plural %}")[0])


def in_modules():
    for path in sorted(HERE.glob("*.py")):
        for _, message, _, _ in extract_from_file("python", path, keywords={"_": None, "lazy": None}):
            yield message


@pytest.mark.parametrize("message", sorted({*in_templates(), *in_modules()}))
def test_every_word_is_translated(message):
    known = CATALOG.get(message) or SITE.get(message)
    forms = known.string if isinstance(known.string, tuple) else (known.string,)
    assert all(forms)
    assert len(forms) in (1, 6)


def test_no_translation_is_left_over():
    used = {*in_templates(), *in_modules()}
    ids = {entry.id[0] if isinstance(entry.id, tuple) else entry.id for entry in CATALOG if entry.id}
    assert ids - used == set()


@pytest.mark.parametrize("name", ["places:class", "trigger:غارة", "judgement:7"])
def test_rules_are_worded(name):
    found = rule(name)
    assert found.name == name
    assert found.told is FAMILIES[name.partition(":")[0]]
    assert found.of_person is name.startswith("judgement")


def test_a_rule_that_nobody_worded_is_named_and_one_not_kept_is_none():
    assert rule("new:rule").told is None
    assert rule("") is None


@pytest.mark.parametrize(
    ("where", "what", "expected"),
    [
        ("<stdin>:3", "broken JSON at column 1", "Line 3: The JSON in it is broken."),
        ("<stdin> (report 2 of 5)", 'has no "text"', 'Report 2: A report must be an object with "id" and "text".'),
        ("<stdin>", "is not UTF-8; it looks like cp720", "It is not in UTF-8 but in cp720. Save it as UTF-8."),
        ("<stdin>", "a fault of another day", "a fault of another day"),
    ],
)
def test_faults_are_worded(where, what, expected):
    from django.utils.translation import override

    with override("en"):
        assert worded(InputError(where, what)) == expected
